package org.vestibule.account;

import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.session.IdpUser;
import org.vestibule.user.Users;
import org.vestibule.web.LanguageCookie;
import org.vestibule.web.Languages;

/** "Change language" at the foot of every page: for this browser, and for the person who is signed in. */
@Controller
class LanguageController {

    /** A path of ours and nothing that a browser could take for another host. */
    private static final Pattern OURS = Pattern.compile("/(?!/)[A-Za-z0-9/._~!$&'()*+,;=:@%?-]*");

    private final LanguageCookie cookie;
    private final Users users;

    LanguageController(LanguageCookie cookie, Users users) {
        this.cookie = cookie;
        this.users = users;
    }

    /** At two addresses, since the form of the password page is bound to another cookie than those of all other pages. */
    @PostMapping({"/language", "/login/language"})
    ResponseEntity<Void> change(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam("language") String tag,
            @RequestParam(name = "back", defaultValue = "/") String back,
            HttpServletResponse response) {
        Locale language = Languages.of(tag)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "no such language"));
        cookie.write(language, response);
        if (user != null && user.session().complete() && !user.chosenLanguage().equals(Languages.of(tag))) {
            users.speak(user.id(), language.getLanguage());
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, OURS.matcher(back).matches() ? back : "/")
                .build();
    }
}
