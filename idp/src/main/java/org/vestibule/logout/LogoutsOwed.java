package org.vestibule.logout;

import java.util.List;

/** Messages have been written; they may go out as soon as the transaction is committed. */
record LogoutsOwed(List<LogoutMessage> messages) {}
