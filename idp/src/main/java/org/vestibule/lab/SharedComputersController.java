package org.vestibule.lab;

import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.enrollment.FactorLabel;
import org.vestibule.logout.Logouts;
import org.vestibule.session.IdpUser;

/** The list of shared computers, the registration of this browser, and the two actions on one. */
@Controller
@RequestMapping("/admin/shared-computers")
class SharedComputersController {

    private static final String LIST = "redirect:/admin/shared-computers";
    private static final String NEW = "lab/new";

    private final SharedComputers computers;
    private final SharedComputerAdministration administration;
    private final SharedComputerRegistration registration;
    private final Logouts logouts;

    SharedComputersController(
            SharedComputers computers,
            SharedComputerAdministration administration,
            SharedComputerRegistration registration,
            Logouts logouts) {
        this.computers = computers;
        this.administration = administration;
        this.registration = registration;
        this.logouts = logouts;
    }

    @GetMapping
    String list(HttpServletRequest request, Model model) {
        model.addAttribute("all", administration.all());
        model.addAttribute("here", computers.of(request).map(SharedComputer::id).orElse(null));
        return "lab/list";
    }

    @GetMapping("/new")
    String form(@ModelAttribute("form") SharedComputerForm form) {
        return NEW;
    }

    @PostMapping("/new")
    String register(
            @ModelAttribute("form") SharedComputerForm form,
            BindingResult errors,
            @AuthenticationPrincipal IdpUser administrator,
            HttpServletRequest request,
            HttpServletResponse response) {
        FactorLabel.Typed typed = FactorLabel.read(form.name());
        if (typed.label() == null) {
            errors.rejectValue("name", typed.error(), new Object[] {FactorLabel.LONGEST}, null);
            return NEW;
        }
        registration.register(typed.label().text(), administrator, request, response);
        UUID session = administrator.session().id();
        logouts.await(session);
        return NextLearnerController.signedOut(logouts.receipt(session)) + "status=shared-computer-registered";
    }

    @GetMapping("/{id}/{action:remove|sign-out}")
    String ask(@PathVariable UUID id, @PathVariable String action, Model model) {
        model.addAttribute("computer", computer(id));
        model.addAttribute("action", action);
        return "lab/action";
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable UUID id, @AuthenticationPrincipal IdpUser administrator) {
        administration.remove(computer(id), administrator.id());
        return LIST + "?status=shared-computer-removed";
    }

    @PostMapping("/{id}/sign-out")
    String signOut(@PathVariable UUID id, @AuthenticationPrincipal IdpUser administrator) {
        administration.signOut(computer(id), administrator.id());
        return LIST + "?status=shared-computer-signed-out";
    }

    private SharedComputer computer(UUID id) {
        return administration.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
