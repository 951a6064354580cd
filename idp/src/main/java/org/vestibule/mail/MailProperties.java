package org.vestibule.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How mail leaves; the server itself is {@code spring.mail.*}.
 *
 * @param from the sender's address; absent: {@code no-reply@} and the issuer's host
 */
@ConfigurationProperties("idp.mail")
record MailProperties(@Nullable String from) {}
