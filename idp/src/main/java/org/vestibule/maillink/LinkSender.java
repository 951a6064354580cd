package org.vestibule.maillink;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.mail.Mails;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.User;
import org.vestibule.web.IdpProperties;

/** Makes a link and mails it, both or neither. Its address is the issuer's, whatever the request said (PWD-15, WEB-08). */
@Component
class LinkSender {

    private static final int TOKEN_BYTES = 32;

    private final LinkStore store;
    private final Mails mails;
    private final IdpProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LinkSender(LinkStore store, Mails mails, IdpProperties properties, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.mails = mails;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /** @param address the person's own, from the account's record; the one typed where the link is to prove it */
    @Transactional
    void send(User person, String address, LinkPurpose purpose, Locale locale) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String key = CanonicalName.of(address).orElseThrow().key();
        store.write(person.id(), purpose, token, key, purpose == LinkPurpose.EMAIL ? address : null, clock.instant());
        Duration life = purpose.life();
        mails.send(
                person.id(),
                address,
                locale,
                purpose.id(),
                life,
                person.displayName(),
                properties.issuer() + purpose.path() + "?token=" + token,
                life.toDays() > 0 ? life.toDays() : life.toMinutes(),
                person.username());
        events.publishEvent(new MailLinkSent(person.id(), purpose.id()));
    }
}
