/// The fault programme: a stack under load, an oracle of what must arrive, and faults by a plan.
///
/// [tocsin.acceptance.faults.FaultProgramme] runs it; [tocsin.acceptance.faults.Rows] names what
/// goes wrong, [tocsin.acceptance.faults.Campaign] lets it. [tocsin.acceptance.faults.Reports]
/// makes the articles and the wishes for them, [tocsin.acceptance.faults.Tally] compares what
/// arrived with what had to.
@NullMarked
package tocsin.acceptance.faults;

import org.jspecify.annotations.NullMarked;
