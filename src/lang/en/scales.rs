//! English: scales and what compares by them.

use crate::lang::scales::Scales;

/// English.
#[rustfmt::skip]
pub(super) static SCALES: Scales = Scales {
    poles: &[
        (&["quick", "fast", "speedy"], &["slow"]), (&["early", "soon"], &["late"]), (&["high", "tall"], &["low"]), (&["near", "close"], &["far"]),
        (&["long"], &["short", "brief"]), (&["cheap", "affordable"], &["dear", "expensive", "costly", "pricey"]), (&["big", "large", "great"], &["small", "little"]),
        (&["young", "new"], &["old"]), (&["strong"], &["weak"]), (&["deep"], &["shallow"]), (&["light"], &["heavy"]), (&["warm", "hot"], &["cold", "cool"]),
        (&["wide", "broad"], &["narrow"]), (&["thick"], &["thin"]), (&["rich", "wealthy"], &["poor"]), (&["easy", "simple"], &["hard", "difficult"]), (&["safe"], &["dangerous", "risky"]),
        (&["loud", "noisy"], &["quiet"]), (&["wet"], &["dry"]), (&["bright"], &["dim", "dark"]), (&["clean"], &["dirty"]), (&["often", "frequent", "common"], &["rare", "seldom"]), (&["steep"], &["gentle"]), (&["healthy"], &["sick"]), (&["tight", "strict", "tough"], &["lax", "loose"]),
    ],
    compared: &[(&["better"], &["worse"]), (&["further", "farther"], &["nearer", "closer"])],
    ending: Some("er"),
    more: &["more"],
    less: &["less"],
    than: &["than", "compared"],
    the: &[],
    idioms: &[
        "cut short", "cuts short", "cut off", "cut out", "cut through", "cut corners", "cut ties", "cut the ribbon", "short cut", "turn up", "turned up", "turns up", "grow up", "grew up", "growing up", "grown up", "rise to the occasion", "rose to the occasion", "rise up", "raise the alarm", "raised the alarm",
        "raise questions", "raised questions", "raise concerns", "raised concerns", "raised eyebrows", "raise awareness", "raise money", "raised money", "raise funds", "raised funds", "raise children", "raised in", "fall ill", "fell ill", "fell in love", "fall in love", "fell asleep", "fell through", "fall through", "fell apart", "fell foul", "fell silent", "falls silent", "drop off", "dropped off", "drop out", "dropped out", "drop in", "dropped in", "slip into", "slipped into", "slipped away", "gain access", "gained access", "jump ship", "leap year", "contract with",
    ],
    particled: &[
        "give", "gives", "gave", "given", "giving", "make", "makes", "made", "making", "take", "takes", "took", "taken", "taking", "set", "sets", "setting", "put", "puts", "putting", "turn", "turns", "turned", "turning", "hand", "hands", "handed", "handing", "end", "ends", "ended", "ending", "line", "lines", "lined", "sign", "signs", "signed", "signing", "back", "backs", "backed", "hold", "holds", "held", "holding", "clean", "cleaned", "cleaning",
        "open", "opens", "opened", "opening", "show", "shows", "showed", "break", "breaks", "broke", "broken", "breaking", "shut", "shuts", "shutting", "close", "closes", "closed", "closing", "use", "uses", "used", "using", "add", "adds", "added", "call", "calls", "called", "eat", "eats", "ate", "lay", "lays", "laid", "settle", "settled", "stand", "stands", "stood", "track", "tracked", "round", "rounded", "split", "splits", "snap", "snapped", "buy", "bought", "lock", "locked", "blow", "blew", "burn", "burned", "burnt", "tear", "tore", "torn",
    ],
    remains: &["remain", "remains", "remained", "seems", "looks", "appears", "becomes"],
    permits: &["can", "allow", "allows", "allowed", "permit", "permits", "permitted", "welcome", "entitled", "free", "eligible", "able", "let", "lets", "right"],
    views: &["for"],
    offers: &["have until", "has until", "have till", "has till", "have up to", "has up to", "days to", "weeks to", "month to", "months to", "days in which to", "invited to", "chance to", "opportunity to", "option to", "welcome to", "deadline for", "deadline to"],
    set_aside: &["in place of", "instead of", "rather than", "in lieu of", "shortage of", "shortages of", "lack of", "absence of", "too few", "short of", "lost", "lose", "loses", "losing"],
    nor: &["nor", "neither"],
    first: &["first"],
    since: &["since"],
    beside: &["despite", "in spite of", "notwithstanding", "amid", "as", "while", "whereas", "although", "though"],
    rising: &["higher", "lower", "rising", "falling", "growing", "increasing", "declining", "decreasing", "dwindling", "soaring", "shrinking"],
    of_what: &["in", "of"],
    first_time: &["first time", "first ever", "never before", "never been"],
    unheard_of: &["unprecedented", "historic", "first-ever"],
    theories: &["theory", "hypothesis", "line of inquiry", "lines of inquiry", "line of enquiry", "possibility", "not ruled out", "possible cause", "possible causes"],
    is_cause: &["was the cause", "is the cause", "caused", "was to blame", "is to blame", "triggered", "sparked", "was due to", "is due to"],
    refuse_doing: &["ruled out", "rule out", "rules out", "stopped", "stops", "denied", "denies", "given up", "gave up", "refrained from"],
    above: &[],
    below: &[],
    foremost: (&["main", "principal"], &["biggest", "largest"]),
};
