package org.vestibule.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.user.Users;

/** The audit log: its page, and the same entries as a file. */
@Controller
class AuditController {

    private static final int PAGE = 50;

    private final AuditSearch search;
    private final AuditCsv csv;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AuditController(AuditSearch search, AuditCsv csv, Users users, ApplicationEventPublisher events, Clock clock) {
        this.search = search;
        this.csv = csv;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping("/admin/audit")
    String list(
            @ModelAttribute("form") AuditForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        AuditQuery query = form.query(users, ZoneId.systemDefault(), errors);
        AuditCursor place = AuditCursor.of(before).orElse(null);
        List<AuditEntry> found = errors.hasErrors() ? List.of() : search.find(query, place, PAGE + 1);
        List<AuditEntry> page = found.subList(0, Math.min(PAGE, found.size()));
        model.addAttribute("events", search.events());
        model.addAttribute("entries", page);
        model.addAttribute("continued", place != null);
        model.addAttribute("older", found.size() > PAGE ? page.get(PAGE - 1).cursor() : null);
        return "audit/list";
    }

    @GetMapping("/admin/audit/export")
    void export(
            @ModelAttribute("form") AuditForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AuditQuery query = form.query(users, ZoneId.systemDefault(), errors);
        if (errors.hasErrors()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        // the name of the principal is the person's id
        events.publishEvent(
                new AuditExported(UUID.fromString(request.getUserPrincipal().getName()), form.used()));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"audit-" + LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault())
                        + ".csv\"");
        // never closed here: half a file must not end like a whole one
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        csv.write(query, out);
        out.flush();
    }
}
