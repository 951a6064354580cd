package org.vestibule.registration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.registration.RegistrationProperties.NewToken;
import org.vestibule.token.AcrNames;

/**
 * The operator's command: writes a new initial access token to a file that only its owner reads, because a log is read by many,
 * and ends the process, with status 0, by closing its context.
 */
@Component
@ConditionalOnProperty(NewTokenWithoutServer.NEW_TOKEN)
@Order(Ordered.HIGHEST_PRECEDENCE)
class NewTokenAtStart implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(NewTokenAtStart.class);

    private final RegistrationProperties properties;
    private final InitialAccessTokens tokens;
    private final AcrNames acrNames;
    private final ConfigurableApplicationContext context;

    NewTokenAtStart(
            RegistrationProperties properties,
            InitialAccessTokens tokens,
            AcrNames acrNames,
            ConfigurableApplicationContext context) {
        this.properties = properties;
        this.tokens = tokens;
        this.acrNames = acrNames;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String file = properties.newToken();
        if (file == null || file.isBlank()) {
            return;
        }
        NewToken wanted = properties.token();
        String acr = wanted.requiredAcr();
        if (acr != null && acrNames.assurance(acr).isEmpty()) {
            throw new StartRefusedException(
                    "idp.registration.token.required-acr is no level of this provider.",
                    "Take one of " + String.join(", ", acrNames.names()) + ".");
        }
        Path path = newFile(file);
        String token = tokens.create(wanted.purpose(), wanted.policy(), wanted.uses(), wanted.validity());
        try {
            Files.writeString(path, token + System.lineSeparator(), StandardCharsets.US_ASCII);
        } catch (IOException ex) {
            throw new IllegalStateException("the new token could not be written; make another one", ex);
        }
        log.info(
                "wrote an initial access token for {} clients, good for {}, to {}",
                wanted.uses(),
                wanted.validity(),
                path);
        context.close();
    }

    private static Path newFile(String file) {
        Path path = Path.of(file);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            return Files.createFile(path, ownerOnly);
        } catch (IOException ex) {
            throw new StartRefusedException(
                    "The file " + path + " for the new token cannot be made: "
                            + ex.getClass().getSimpleName() + ".",
                    "Name a file that does not exist, in a folder where the provider may write.");
        }
    }
}
