package org.vestibule.people;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.trust.TrustedBrowser;
import org.vestibule.trust.TrustedBrowsers;
import org.vestibule.user.User;

/** A person's trusted browsers in the hands of whoever may help that person (MFA-12); the rank is checked with each removal. */
@Service
class PersonTrust {

    private final PersonAccounts accounts;
    private final TrustedBrowsers trusted;

    PersonTrust(PersonAccounts accounts, TrustedBrowsers trusted) {
        this.accounts = accounts;
        this.trusted = trusted;
    }

    List<TrustedBrowser> of(User person) {
        return trusted.of(person);
    }

    /**
     * @return false where the person trusts no such browser
     * @throws org.springframework.security.access.AccessDeniedException where the person is not of a lower rank
     */
    @Transactional
    boolean remove(UUID person, UUID browser, UUID helper) {
        accounts.demandRank(helper, person);
        return trusted.remove(person, browser, helper);
    }

    /** @throws org.springframework.security.access.AccessDeniedException where the person is not of a lower rank */
    @Transactional
    void removeAll(UUID person, UUID helper) {
        accounts.demandRank(helper, person);
        trusted.removeAll(person, helper, "by-hand");
    }
}
