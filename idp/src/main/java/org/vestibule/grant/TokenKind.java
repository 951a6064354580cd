package org.vestibule.grant;

/** What a stored hash stands for. */
enum TokenKind {
    CODE("code"),
    /** The code of a device that was allowed. */
    DEVICE("device"),
    ACCESS("access"),
    REFRESH("refresh");

    private final String column;

    TokenKind(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    static TokenKind of(String column) {
        for (TokenKind kind : values()) {
            if (kind.column.equals(column)) {
                return kind;
            }
        }
        throw new IllegalStateException("unknown kind of token");
    }
}
