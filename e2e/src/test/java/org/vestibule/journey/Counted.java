package org.vestibule.journey;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Counts what somebody does on the pages, and how many pages it takes. */
final class Counted {

    private static final Set<String> ON_A_PAGE = Set.of("type", "choose", "tick", "untick");
    private static final Set<String> TO_A_PAGE = Set.of("open", "follow", "press");

    private int actions;
    private int pages;

    /** The same visitor, watched. */
    Visitor watch(Visitor visitor) {
        return (Visitor) Proxy.newProxyInstance(
                Visitor.class.getClassLoader(), new Class<?>[] {Visitor.class}, (watched, step, arguments) -> {
                    if (step.isDefault()) {
                        // its parts are counted
                        return InvocationHandler.invokeDefault(watched, step, arguments);
                    }
                    count(step);
                    try {
                        return step.invoke(visitor, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
    }

    private void count(Method step) {
        if (TO_A_PAGE.contains(step.getName())) {
            pages++;
            actions++;
        } else if (ON_A_PAGE.contains(step.getName())) {
            actions++;
        }
    }

    /** Addresses opened, links, buttons, and fields filled in. */
    int actions() {
        return actions;
    }

    int pages() {
        return pages;
    }
}
