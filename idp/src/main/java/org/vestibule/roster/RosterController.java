package org.vestibule.roster;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.mail.Mails;
import org.vestibule.session.IdpUser;

/** Upload of a roster, what it would change, and its import. */
@Controller
class RosterController {

    private static final String VIEW = "roster/upload";

    private final Rosters rosters;
    private final RosterImports imports;
    private final RosterRows rows;
    private final RosterWorker worker;
    private final Mails mails;
    private final Clock clock;

    RosterController(
            Rosters rosters, RosterImports imports, RosterRows rows, RosterWorker worker, Mails mails, Clock clock) {
        this.rosters = rosters;
        this.imports = imports;
        this.rows = rows;
        this.worker = worker;
        this.mails = mails;
        this.clock = clock;
    }

    @GetMapping("/admin/users/import")
    String upload(@ModelAttribute("form") RosterUpload form, Model model) {
        return form(model);
    }

    @PostMapping("/admin/users/import")
    String upload(
            @ModelAttribute("form") RosterUpload form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable Part file,
            @AuthenticationPrincipal IdpUser administrator,
            Model model)
            throws IOException {
        if (file == null || file.getSize() == 0) {
            errors.reject("roster.file.missing");
            return form(model);
        }
        try (InputStream bytes = file.getInputStream()) {
            RosterImport roster = rosters.take(bytes, form, administrator.id());
            return goOn(roster);
        } catch (UnreadableRosterException ex) {
            errors.reject(ex.code(), ex.arguments(), null);
            return form(model);
        }
    }

    @GetMapping("/admin/users/import/{id}")
    String show(@PathVariable UUID id, Model model) {
        RosterImport roster = roster(id);
        if (roster.status().moving()) {
            return "redirect:/admin/users/import/" + id + "/progress";
        }
        model.addAttribute("roster", RosterPage.of(roster, rows));
        return "roster/comparison";
    }

    @GetMapping("/admin/users/import/{id}/progress")
    String progress(@PathVariable UUID id, HttpServletResponse response, Model model) {
        RosterImport roster = roster(id);
        if (!roster.status().moving()) {
            return "redirect:/admin/users/import/" + id;
        }
        response.setHeader("Refresh", "3");
        model.addAttribute("phase", roster.status().id());
        model.addAttribute("progress", RosterProgress.of(roster, rows));
        return "roster/progress";
    }

    @PostMapping("/admin/users/import/{id}")
    String start(@PathVariable UUID id, Model model) {
        RosterImport roster = roster(id);
        if (roster.status() != RosterStatus.READY || rosters.start(id)) {
            return goOn(roster);
        }
        model.addAttribute("refused", "roster.another");
        model.addAttribute("roster", RosterPage.of(roster, rows));
        return "roster/comparison";
    }

    @PostMapping("/admin/users/import/{id}/discard")
    String discard(@PathVariable UUID id) {
        imports.discard(id);
        return "redirect:/admin/users?status=roster-discarded";
    }

    /** A small roster is dealt with at once, a large one while its progress is shown. */
    private String goOn(RosterImport roster) {
        if (roster.lines() <= RosterSteps.SIZE) {
            worker.run(roster.id());
        } else {
            worker.soon();
        }
        return "redirect:/admin/users/import/" + roster.id();
    }

    private String form(Model model) {
        model.addAttribute("mail", mails.available());
        model.addAttribute("open", imports.open(clock.instant()));
        model.addAttribute("most", RosterFile.MOST_LINES);
        model.addAttribute("largest", Rosters.LARGEST >> 20);
        return VIEW;
    }

    private RosterImport roster(UUID id) {
        return imports.find(id, clock.instant()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
