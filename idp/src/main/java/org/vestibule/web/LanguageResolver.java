package org.vestibule.web;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Whose word counts for the language of a page (ux.md section 10): the application's, the person's setting, what was chosen
 * in this browser, what the browser asks for. An application's wish is older news than a choice made after it.
 */
final class LanguageResolver implements LocaleResolver {

    private static final String RESOLVED = LanguageResolver.class.getName();

    private final ObjectProvider<LanguageWish> wishes;
    private final LanguageCookie cookie;

    LanguageResolver(ObjectProvider<LanguageWish> wishes, LanguageCookie cookie) {
        this.wishes = wishes;
        this.cookie = cookie;
    }

    /** Once a request, so that its error page speaks the same language without asking the database again. */
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(RESOLVED) instanceof Locale known) {
            return known;
        }
        Locale language = resolve(request);
        request.setAttribute(RESOLVED, language);
        return language;
    }

    private Locale resolve(HttpServletRequest request) {
        Optional<LanguageCookie.Choice> chosen = cookie.read(request);
        return wishes.stream()
                .flatMap(wish -> wish.of(request).stream())
                .filter(wish -> chosen.filter(choice -> choice.at().isAfter(wish.since()))
                        .isEmpty())
                .map(LanguageWish.Wish::language)
                .findFirst()
                .or(() -> personal(request))
                .or(() -> chosen.map(LanguageCookie.Choice::language))
                .or(() -> accepted(request))
                .orElse(Locale.ENGLISH);
    }

    private static Optional<Locale> personal(HttpServletRequest request) {
        // the reason for an error page may be that nobody can be looked up (AVL-05)
        return request.getDispatcherType() != DispatcherType.ERROR
                        && request.getUserPrincipal() instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof LanguageReader reader
                ? reader.chosenLanguage()
                : Optional.empty();
    }

    private static Optional<Locale> accepted(HttpServletRequest request) {
        return request.getHeader("Accept-Language") == null
                ? Optional.empty()
                : Languages.first(Collections.list(request.getLocales()).stream()
                        .map(Locale::toLanguageTag)
                        .toList());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("a language is chosen by the form at the foot of the page");
    }
}
