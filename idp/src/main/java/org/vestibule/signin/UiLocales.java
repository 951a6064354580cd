package org.vestibule.signin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.vestibule.web.LanguageWish;
import org.vestibule.web.Languages;

/** OpenID Connect Core section 3.1.2.1: the languages an LMS wants, best first, in its request or the one a page carries. */
@Component
class UiLocales implements LanguageWish {

    private static final String UI_LOCALES = "ui_locales";

    private final ReturnRequests requests;

    UiLocales(ReturnRequests requests) {
        this.requests = requests;
    }

    @Override
    public Optional<Wish> of(HttpServletRequest request) {
        Optional<ReturnTo> carried = requests.read(request.getParameter(ReturnRequests.PARAMETER), request);
        return carried.isPresent()
                ? carried.flatMap(
                        returnTo -> language(query(returnTo)).map(language -> new Wish(language, returnTo.madeAt())))
                : language(request.getParameter(UI_LOCALES)).map(language -> new Wish(language, Instant.MAX));
    }

    private static @Nullable String query(ReturnTo returnTo) {
        String tags = UriComponentsBuilder.fromUriString(returnTo.url())
                .build()
                .getQueryParams()
                .getFirst(UI_LOCALES);
        return tags == null ? null : Refusals.decoded(tags);
    }

    private static Optional<Locale> language(@Nullable String tags) {
        return tags == null ? Optional.empty() : Languages.first(List.of(tags.split(" ")));
    }
}
