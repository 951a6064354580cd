package org.vestibule.postgres;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunAsTests {

    @Test
    void detectWhenOrdinaryUserThenNothingStandsBefore() throws IOException {
        assertThat(RunAs.detect(1000, prefix -> false)).isEqualTo(new RunAs(List.of(), 1000));
    }

    @Test
    void detectWhenRootMayUseNamespacesThenUnshares() throws IOException {
        assertThat(RunAs.detect(0, prefix -> true)).isEqualTo(new RunAs(List.of("unshare", "-U"), 0));
    }

    @Test
    void detectWhenNamespacesAreRefusedThenAnotherUid() throws IOException {
        RunAs found = RunAs.detect(0, prefix -> prefix.contains("setpriv"));
        assertThat(found.prefix()).contains("setpriv", "--reuid=65534");
        assertThat(found.uid()).isEqualTo(65534);
    }

    @Test
    void detectWhenNoWayIsLeftThenSaysSo() {
        assertThatThrownBy(() -> RunAs.detect(0, prefix -> false))
                .hasMessageContaining("does not run as root")
                .hasMessageContaining("unshare")
                .hasMessageContaining("setpriv")
                .hasMessageContaining("ordinary user");
    }

    @Test
    void isSomebodyElseWhenProgramIsMissingThenFalse() {
        assertThat(RunAs.isSomebodyElse(List.of("no-such-program-here"))).isFalse();
    }
}
