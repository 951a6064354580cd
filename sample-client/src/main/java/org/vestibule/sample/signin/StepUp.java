package org.vestibule.sample.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/**
 * Lets a page ask for two factors, not older than five minutes. The provider is asked once per visit: when its answer is still not
 * good enough the page says so, and only the person can start another try. So nobody is ever sent around in circles.
 */
@Component
public class StepUp {

    /** Where a page sends the browser when it is told to {@link Answer#ASK}. */
    public static final String PATH = Provider.SIGN_IN_PATH + "?" + StepUpRequests.PARAMETER;

    private static final String STATE = StepUp.class.getName();

    private final Assurance assurance;
    private final RequestCache requests;
    private final Provider provider;

    StepUp(Assurance assurance, RequestCache requests, Provider provider) {
        this.assurance = assurance;
        this.requests = requests;
        this.provider = provider;
    }

    /** What a page does with its visitor. */
    public enum Answer {
        SHOW,
        ASK,
        REFUSE_ONE_FACTOR,
        REFUSE_TOO_OLD
    }

    private enum State {
        ASKED,
        ANSWERED
    }

    /** Decides about one visit; on {@link Answer#ASK} the visit is kept, so that the person comes back to it. */
    public Answer decide(OidcIdToken token, HttpServletRequest request, HttpServletResponse response) {
        Assurance.Verdict verdict = assurance.judge(token);
        HttpSession session = request.getSession();
        Object state = session.getAttribute(STATE);
        session.removeAttribute(STATE);
        if (verdict == Assurance.Verdict.SUFFICIENT) {
            return Answer.SHOW;
        }
        if (state == State.ANSWERED) {
            return verdict == Assurance.Verdict.ONE_FACTOR ? Answer.REFUSE_ONE_FACTOR : Answer.REFUSE_TOO_OLD;
        }
        session.setAttribute(STATE, State.ASKED);
        requests.saveRequest(request, response);
        return Answer.ASK;
    }

    /** The page where a second factor is set up. */
    public String accountPage() {
        return provider.accountPage();
    }

    void answered(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(STATE) == State.ASKED) {
            session.setAttribute(STATE, State.ANSWERED);
        }
    }

    void abandoned(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(STATE);
        }
    }
}
