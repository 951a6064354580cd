package org.vestibule.journey;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;

/**
 * Goes once around each page by Tab: it must lead from the skip link through everything that can be used, in the order in which
 * it is read and stands on the page, show at each stop where it is, and come out again (WCAG 2.1.1, 2.1.2, 2.4.1, 2.4.3).
 */
final class FocusPath implements Look {

    // of the radio buttons of a group one is a stop
    private static final String STOPS = """
            () => [...document.querySelectorAll(
                'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
              .filter((one, at, all) => one.checkVisibility({visibilityProperty: true}) && !one.disabled
                && (one.type !== 'radio' || one.checked || !all.some((other, before) => other.type === 'radio'
                  && other.name === one.name && (other.checked || before < at))))""";
    private static final String AT = "stops => stops.indexOf(document.activeElement)";
    // panels may stand beside each other: only a step up that is none to the side leads backwards
    private static final String BACKWARDS = """
            stops => {
              const problems = stops[0].matches('.skip') ? [] : ['the first stop is no skip link'];
              const rightToLeft = document.documentElement.dir === 'rtl';
              for (let at = 2; at < stops.length; at++) {
                const from = stops[at - 1].getBoundingClientRect(), to = stops[at].getBoundingClientRect();
                const on = rightToLeft ? to.right <= from.left + 4 : to.left >= from.right - 4;
                const back = rightToLeft ? to.left >= from.right - 4 : to.right <= from.left + 4;
                const above = to.bottom <= from.top + 4, below = to.top >= from.bottom - 4;
                if (above && !on || !above && !below && back) {
                  problems.push('leads back from ' + stops[at - 1].outerHTML.slice(0, 80) + ' to ' + stops[at].outerHTML.slice(0, 80));
                }
              }
              return problems;
            }""";
    private static final int PARTS_OF_DATES = 16;

    private final Set<String> found = new LinkedHashSet<>();

    /** What is wrong, page by page; empty is good. */
    List<String> found() {
        return List.copyOf(found);
    }

    @Override
    public void take(ChromiumVisitor visitor, String name) {
        Page page = visitor.page();
        Focus focus = new Focus(page);
        JSHandle stops = page.evaluateHandle(STOPS);
        ((List<?>) stops.evaluate(BACKWARDS)).forEach(problem -> found.add(name + ": " + problem));
        int count = number(stops.evaluate("stops => stops.length"));
        // from where the page or a mouse, which leaves no mark, has put the focus to the end, and then all around
        path(focus, stops, count, new ArrayList<>());
        List<String> problems = new ArrayList<>();
        List<Integer> path = path(focus, stops, count, problems);
        problems.forEach(problem -> found.add(name + ": " + problem));
        if (!path.equals(IntStream.range(0, count).boxed().toList())) {
            found.add(name + ": Tab goes to " + path + " of " + count + " stops, and then to " + focus.name());
        }
    }

    private List<Integer> path(Focus focus, JSHandle stops, int count, List<String> problems) {
        List<Integer> path = new ArrayList<>();
        int last = -1;
        if (at(stops) < 0) {
            focus.leave("Tab");
        }
        for (int presses = 0; at(stops) >= last && presses <= count + PARTS_OF_DATES; presses++) {
            int at = at(stops);
            if (at < 0) {
                break;
            }
            if (at > last) {
                path.add(at);
                last = at;
            }
            String problem = focus.leave("Tab");
            if (problem != null) {
                problems.add(problem);
            }
        }
        return path;
    }

    private static int at(JSHandle stops) {
        return number(stops.evaluate(AT));
    }

    private static int number(Object evaluated) {
        return ((Number) evaluated).intValue();
    }
}
