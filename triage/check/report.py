"""What `triage check` finds, as data: proofs, exact numbers of paths, and what can be reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from triage.check.deciding import Decider
from triage.check.paths import PathCount, Paths
from triage.check.proof import Proof, prove
from triage.check.proposals import Proposals, proposals
from triage.check.reach import Reach, reach_of
from triage.core.model import Flow
from triage.core.program import Program, compile_program


@dataclass(frozen=True, slots=True)
class FlowCheck:
    """The check of one flow; `seconds` is the time for compiling, counting and proving.

    `decider` keeps what was decided on the way. `proposals` are safeguards that outcomes with few
    of their own could have.
    """

    flow: Flow
    decider: Decider
    paths: Paths
    reach: Reach
    proofs: tuple[Proof, ...]
    seconds: float
    proposals: Proposals

    @property
    def program(self) -> Program:
        """The program that was checked."""
        return self.decider.program

    @property
    def proved(self) -> bool:
        """Whether every safeguard is proved to hold; one that is not decided is not proved."""
        return all(proof.proved for proof in self.proofs)


def check_flow(flow: Flow, clock: Callable[[], float]) -> FlowCheck:
    """Return the check of one flow; `clock` gives seconds from any fixed point."""
    started = clock()
    program = compile_program((flow,))
    proofs = tuple(prove(program, safeguard) for safeguard in flow.safeguards)
    count = PathCount(program)
    paths = count.all(flow)
    decider = Decider(program)
    reach = reach_of(decider, count, paths, flow)
    seconds = clock() - started
    return FlowCheck(flow, decider, paths, reach, proofs, seconds, proposals(program))


def check_flows(flows: Sequence[Flow], clock: Callable[[], float]) -> tuple[FlowCheck, ...]:
    """Return the check of each flow, in order."""
    return tuple(check_flow(flow, clock) for flow in flows)
