package org.vestibule.journey;

/** Somebody who looks at each page that a walk comes to, and leaves it as it was: some pages can be seen only once. */
interface Look {

    /**
     * Looks at the page that is open.
     *
     * @param name of the page, good for a file
     */
    void take(ChromiumVisitor visitor, String name);

    /** Looks at the page that is open as a printer would put it on paper. */
    default void print(ChromiumVisitor visitor, String name) {}
}
