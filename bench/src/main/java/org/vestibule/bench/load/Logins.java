package org.vestibule.bench.load;

import java.util.List;

/** Whole sign-ins, password and code, at a fixed concurrency or rate. */
public final class Logins extends ProviderSimulation {

    public Logins() {
        run(SignIn.LAST_STEP, List.of(steady("sign-ins", signIn().steps())));
    }
}
