package org.vestibule.settings;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.vestibule.mail.Mails;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.user.Users;
import org.vestibule.web.Difference;

/** What the Security page shows around its form. */
@Component
class SecuritySettingsPage {

    static final String VIEW = "settings/security";
    private static final int GROUPS_SHOWN = 200;

    private final SecuritySettingsStore store;
    private final EnrolledPeople people;
    private final TextMessages textMessages;
    private final Users users;
    private final Mails mails;

    SecuritySettingsPage(
            SecuritySettingsStore store, EnrolledPeople people, TextMessages textMessages, Users users, Mails mails) {
        this.mails = mails;
        this.store = store;
        this.people = people;
        this.textMessages = textMessages;
        this.users = users;
    }

    /**
     * The page's facts.
     *
     * @param keySaved whether a Service Key is saved
     * @param onlyApp people who have only the app, and need it while 2-factor authentication is on
     * @param appOff whether they cannot use it now
     * @param onlyTextMessages people who have only text messages
     * @param textMessagesOff whether they cannot use them now
     * @param noCountry whether nobody can get a text message, because the Service phone has no country and none is allowed
     * @param mail whether a code can be mailed to them before they set up another method
     * @param enrolled people who have a second factor, while 2-factor authentication is off
     */
    record Facts(
            boolean keySaved,
            boolean testable,
            long onlyApp,
            boolean appOff,
            long onlyTextMessages,
            boolean textMessagesOff,
            boolean noCountry,
            boolean mail,
            long enrolled,
            boolean asksNobody) {}

    /**
     * Who has no second factor yet.
     *
     * @param people of all people
     * @param empty groups of the saved rule in which nobody is, with commas between
     */
    record Uncovered(long people, List<EnrolledPeople.Group> groups, String empty) {}

    /** Shows a form, which the model may already have with its errors. */
    String show(Model model, SecuritySettings saved) {
        model.addAttribute("facts", facts(saved));
        model.addAttribute("mail", mails.state().orElse(null));
        model.addAttribute("qrCodeServices", names(QrCodeService.values()));
        model.addAttribute("smsServices", names(SmsService.values()));
        model.addAttribute("emailServices", List.of("OFF", "ON"));
        model.addAttribute("requiredChoices", names(FactorRequirement.Who.values()));
        model.addAttribute("uncovered", uncovered(saved.requirement()));
        if (!model.containsAttribute("test")) {
            model.addAttribute("test", TestMessageForm.empty());
        }
        return VIEW;
    }

    /** Says who saved meanwhile; the form keeps what was typed, on top of the version that is saved now. */
    void addConflict(Model model, Object form) {
        BeanPropertyBindingResult errors = new BeanPropertyBindingResult(form, "form");
        store.lastSavedBy()
                .flatMap(users::byId)
                .ifPresentOrElse(
                        other -> errors.reject("settings.conflict", new Object[] {other.displayName()}, null),
                        () -> errors.reject("settings.conflict.unknown"));
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
    }

    /** Where what was typed and what is saved are not the same. */
    List<Difference> differences(SecuritySettingsForm yours, SecuritySettings saved) {
        SecuritySettingsForm theirs = SecuritySettingsForm.of(saved);
        return Stream.of(
                        Difference.ticked(
                                "settings.two-factor.label", theirs.twoFactorEnabled(), yours.twoFactorEnabled()),
                        new Difference(
                                "settings.qr.label", theirs.qrCodeService(), yours.qrCodeService(), "settings.qr"),
                        new Difference("settings.sms.label", theirs.smsService(), yours.smsService(), "settings.sms"),
                        new Difference(
                                "settings.email.label", theirs.emailService(), yours.emailService(), "settings.email"),
                        Difference.typed("settings.service-sid.label", theirs.serviceSid(), yours.serviceSid()),
                        Difference.typed("settings.service-phone.label", theirs.servicePhone(), yours.servicePhone()),
                        Difference.typed(
                                "settings.countries.label", theirs.allowedCountries(), yours.allowedCountries()),
                        new Difference(
                                "settings.required.label",
                                theirs.requiredFor(),
                                yours.requiredFor(),
                                "settings.required"),
                        Difference.typed(
                                "settings.required.groups.label",
                                groups(theirs.requiredGroups()),
                                groups(yours.requiredGroups())),
                        Difference.typed("settings.required.from.label", theirs.requiredFrom(), yours.requiredFrom()),
                        Difference.typed("settings.required.grace.label", theirs.graceDays(), yours.graceDays()))
                .filter(Difference::exists)
                .toList();
    }

    private static String groups(String typed) {
        return String.join(", ", TypedRequirement.groups(typed));
    }

    /** How many would have to set one up, for each choice that is not about nobody. */
    private Uncovered uncovered(FactorRequirement saved) {
        List<EnrolledPeople.Group> groups = people.groups();
        List<String> known = groups.stream().map(EnrolledPeople.Group::name).toList();
        List<String> empty =
                saved.groups().stream().filter(name -> !known.contains(name)).toList();
        return new Uncovered(
                people.countWithout(), groups.stream().limit(GROUPS_SHOWN).toList(), String.join(", ", empty));
    }

    private Facts facts(SecuritySettings saved) {
        boolean on = saved.twoFactorEnabled();
        boolean app = saved.qrCodeService() != QrCodeService.NONE;
        boolean texts = saved.smsService() != SmsService.NONE;
        return new Facts(
                saved.twilio() != null,
                saved.twilio() != null && texts,
                on ? people.countWithOnly(FactorMethod.TOTP) : 0,
                !app,
                on ? people.countWithOnly(FactorMethod.SMS) : 0,
                !texts,
                on && texts && !textMessages.reachAnyCountry(saved),
                mails.available(),
                on ? 0 : people.count(),
                !saved.asksEnrolled());
    }

    private static List<String> names(Enum<?>[] choices) {
        return Arrays.stream(choices).map(Enum::name).toList();
    }
}
