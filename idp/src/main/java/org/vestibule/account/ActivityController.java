package org.vestibule.account;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.IdpUser;

/** What happened to the account lately, and the way out where it was somebody else's doing. */
@Controller
@RequestMapping("/account/activity")
class ActivityController {

    private final RecentActivity recent;
    private final NotMine notMine;

    ActivityController(RecentActivity recent, NotMine notMine) {
        this.recent = recent;
        this.notMine = notMine;
    }

    @GetMapping
    String show(@AuthenticationPrincipal IdpUser user, Model model) {
        model.addAttribute("activities", recent.of(user.id()));
        model.addAttribute("most", RecentActivity.MOST);
        model.addAttribute("days", RecentActivity.DAYS);
        return "account/activity";
    }

    @GetMapping("/not-mine")
    String ask(@AuthenticationPrincipal IdpUser user, Model model) {
        model.addAttribute("byMail", notMine.byMail(user));
        return "account/not-mine";
    }

    @PostMapping("/not-mine")
    String report(@AuthenticationPrincipal IdpUser user, HttpServletResponse response) {
        return notMine.report(user, response)
                ? "redirect:/login?status=not-mine"
                : "redirect:/account/password?status=not-mine-password";
    }
}
