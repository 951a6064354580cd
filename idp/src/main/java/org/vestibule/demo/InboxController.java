package org.vestibule.demo;

import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the demo's messages are read: a page, or JSON for scripts that ask for it. Needs no sign-in, because it only
 * exists in the demo, on this computer (contract, section 3).
 */
@Controller
@Profile("demo")
class InboxController {

    private static final int SHOWN = 100;

    private final Inbox messages;
    private final Inbox mail;

    InboxController(TwilioSimulator twilio, DemoMail mail) {
        this.messages = twilio.inbox();
        this.mail = mail.inbox();
    }

    @GetMapping("/demo/messages")
    Object messages(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.TEXT_HTML_VALUE) String accept) {
        return answer("messages", messages, accept);
    }

    @GetMapping("/demo/mail")
    Object mail(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.TEXT_HTML_VALUE) String accept) {
        return answer("mail", mail, accept);
    }

    private static Object answer(String kind, Inbox inbox, String accept) {
        List<Inbox.Entry> entries = inbox.newestFirst();
        if (wantsJson(accept)) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(entries);
        }
        return new ModelAndView("demo/inbox")
                .addObject("kind", kind)
                .addObject("entries", entries.subList(0, Math.min(SHOWN, entries.size())));
    }

    /** Whoever names JSON and not a page; browsers name pages. */
    private static boolean wantsJson(String accept) {
        List<MediaType> types = MediaType.parseMediaTypes(accept);
        return types.stream().anyMatch(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON))
                && types.stream().noneMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
    }
}
