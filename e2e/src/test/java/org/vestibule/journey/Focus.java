package org.vestibule.journey;

import org.jspecify.annotations.Nullable;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;

/** Where the focus of the keyboard is on a page. It is only looked at here, and moved by the Tab key alone. */
final class Focus {

    // an outline or a shadow that is not there without the focus, in sight, and covered by nothing (WCAG 2.4.7, 2.4.11)
    private static final String LOOK = """
            element => {
              const style = getComputedStyle(element);
              const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              const box = element.getBoundingClientRect();
              const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
              const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
              const top = document.elementFromPoint(x, y);
              return {
                marked: outlined || style.boxShadow !== 'none',
                mark: [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join(' '),
                seen: !!top && (element.contains(top) || top.contains(element)),
              };
            }""";
    private static final String HERE = """
            () => {
              const look = %s;
              const element = document.activeElement;
              return { element, none: element === document.body, look: look(element) };
            }""".formatted(LOOK);
    private static final String NAME = """
            was => was.none ? 'nothing' : was.element.localName + ' "' + (was.element.getAttribute('aria-label')
              || was.element.labels?.[0]?.innerText || was.element.innerText || was.element.id || '').trim().slice(0, 60) + '"'""";
    private static final String LEFT = """
            was => {
              if (was.none || was.element === document.activeElement) return null;
              const look = %s;
              if (!was.look.marked || look(was.element).mark === was.look.mark) return 'does not show the focus: ' + was.look.mark;
              return was.look.seen ? null : 'is out of sight or covered';
            }""".formatted(LOOK);

    private final Page page;

    Focus(Page page) {
        this.page = page;
    }

    /** Moves on by one stop, or back. What is wrong with the one that is left, or null: it must have shown that it had the focus. */
    @Nullable
    String leave(String key) {
        JSHandle here = page.evaluateHandle(HERE);
        page.keyboard().press(key);
        Object problem = here.evaluate(LEFT);
        return problem == null ? null : name(here) + " " + problem;
    }

    void move(String key) {
        String problem = leave(key);
        if (problem != null) {
            throw new AssertionError(page.url() + ": " + problem);
        }
    }

    /** What has the focus, for people who look for what went wrong. */
    String name() {
        return name(page.evaluateHandle(HERE));
    }

    private static String name(JSHandle here) {
        return String.valueOf(here.evaluate(NAME));
    }

    /**
     * Where the focus must be on a page that refuses what was typed: at the summary of the errors or at a wrong field; both
     * with a name that a screen reader reads out, and each wrong field with the text of its error. Null where all is well.
     */
    @Nullable
    String unannouncedError() {
        return (String) page.evaluate("""
                () => {
                  const named = ids => (ids ?? '').split(' ').filter(id => id).map(id => document.getElementById(id)?.innerText.trim());
                  const at = document.activeElement;
                  const invalid = [...document.querySelectorAll('[aria-invalid=true]')];
                  const summary = at.matches('.error-summary') && named(at.getAttribute('aria-labelledby')).some(text => text);
                  if (!summary && !invalid.includes(at)) return 'the focus is at ' + at.outerHTML.slice(0, 100);
                  for (const field of invalid) {
                    const texts = named(field.getAttribute('aria-describedby'));
                    if (!texts.length || !texts.every(text => text)) return 'no text describes the error of ' + field.name;
                  }
                  return null;
                }""");
    }
}
