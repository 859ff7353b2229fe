//! English: words that deny, hedge, exclude one another or point up and down.

use crate::lang::meaning::Meaning;

/// English.
#[rustfmt::skip]
pub(super) static MEANING: Meaning = Meaning {
    deny: &["not", "n't", "never", "no", "without", "neither", "nor", "none", "nobody", "nothing", "cannot"],
    deny_after: &[],
    particle: &[],
    refuse: &[
        "refuse", "refused", "refuses", "refusing", "refusal", "deny", "denied", "denies", "denying", "denial", "fail", "failed", "fails", "failing", "failure", "avoid", "avoided", "avoids",
        "prevent", "prevented", "prevents", "decline", "declined", "declines", "declining", "lack", "lacked", "lacks", "lacking", "stop", "stopped", "stops", "cease", "ceased", "abandon", "abandoned", "scrap", "scrapped",
        "ban", "banned", "reject", "rejected", "rejects", "rule", "ruled", "absent", "absence", "unable", "impossible", "unlikely", "forbid", "forbidden", "dispute", "disputed", "disputes", "against", "instead", "rather", "miss", "missed", "skip", "skipped", "drop", "dropped", "quit", "halt", "halted", "cancel", "cancelled", "canceled", "unwilling", "opposed", "free",
    ],
    restrict: &[
        "only", "just", "until", "till", "before", "all", "every", "everyone", "everybody", "always", "necessarily", "merely", "simply", "entirely", "fully", "yet", "unless", "least", "fewer", "less", "more", "later", "earlier", "hesitate", "doubt", "solely", "alone", "both", "quite", "much", "many", "longer than", "enough", "bad", "uncommon", "unusual", "exactly",
    ],
    auxiliaries: &[
        "be", "been", "being", "am", "is", "are", "was", "were", "have", "has", "had", "having", "do", "does", "did", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "to", "a", "an", "the", "any", "his", "her", "their", "its", "our", "my", "your", "he", "she", "it", "they", "we", "i", "you", "who", "that", "this", "there", "longer", "ever", "so", "also", "even", "of", "by", "in", "on", "at", "for", "from", "with", "going", "getting", "get", "got", "really", "actually", "yet", "currently", "previously", "immediately", "one", "other", "such", "ca", "wo", "further", "new", "no", "not", "never",
    ],
    up: &[
        "rise", "rises", "rose", "risen", "rising", "increase", "increased", "increases", "increasing", "grow", "grew", "grown", "grows", "growing", "growth", "climb", "climbed", "climbs", "climbing", "jump", "jumped", "jumps", "soar", "soared", "soars", "surge", "surged", "surges", "gain", "gained", "gains", "up", "higher", "rally", "rallied", "advance", "advanced", "leap", "leapt", "leaped", "swell", "swelled", "upturn", "raise", "raised", "raises", "double", "doubled", "tripled", "spike", "spiked", "uptick",
    ],
    down: &[
        "fall", "fell", "fallen", "falls", "falling", "drop", "dropped", "drops", "dropping", "decrease", "decreased", "decreases", "decline", "declined", "declines", "declining", "slump", "slumped", "slumps", "plunge", "plunged", "plunges", "tumble", "tumbled", "slide", "slid", "sink", "sank", "sunk", "shrink", "shrank", "shrunk", "dip", "dipped", "down", "lower", "lowered", "cut", "cuts", "reduce", "reduced", "reduces", "reduction", "slip", "slipped", "slips", "plummet", "plummeted", "halve", "halved", "downturn", "slash", "slashed", "contract", "contracted", "ease", "eased", "dwindle", "dwindled",
    ],
    contrasts: &[
        &[&["dead", "died", "killed", "deaths", "death", "kill", "die", "dies", "kills"], &["injured", "hurt", "wounded", "injuries", "injury"], &["missing"], &["unhurt", "unharmed", "uninjured"]],
        &[&["birth", "births", "born"], &["death", "deaths", "died"]],
        &[&["win", "won", "wins", "victory", "beat", "beaten", "defeated", "winner", "winning"], &["lose", "lost", "loses", "defeat", "losing", "loser"]],
        &[&["profit", "profits", "surplus", "profitable"], &["loss", "losses", "deficit"]],
        &[&["guilty", "convicted", "conviction", "jailed"], &["innocent", "acquitted", "acquittal", "cleared"]],
        &[&["deny", "denied", "denies", "denying"], &["admit", "admitted", "admits", "confess", "confessed"]],
        &[&["accept", "accepted", "accepts"], &["refuse", "refused", "refuses", "reject", "rejected", "rejects", "decline", "declined"]],
        &[&["approve", "approved", "approves", "approval", "pass", "passed", "back", "backed"], &["reject", "rejected", "rejects", "rejection", "vetoed", "block", "blocked"]],
        &[&["allow", "allowed", "allows", "permit", "permitted"], &["ban", "banned", "bans", "forbid", "forbidden", "prohibit", "prohibited"]],
        &[&["open", "opened", "opens", "opening", "reopen", "reopened", "reopens"], &["close", "closed", "closes", "closing", "closure", "shut", "shuts"]],
        &[&["buy", "bought", "buys", "buyer", "purchase", "purchased", "acquire", "acquired"], &["sell", "sold", "sells", "seller", "sale"]],
        &[&["hire", "hired", "hires", "hiring", "recruit", "recruited"], &["sack", "sacked", "dismiss", "dismissed", "fire", "fired", "layoffs", "redundant", "redundancies"]],
        &[&["import", "imports", "imported"], &["export", "exports", "exported"]],
        &[&["man", "men", "male", "boy", "boys"], &["woman", "women", "female", "girl", "girls"]],
        &[&["brother", "brothers"], &["sister", "sisters"]], &[&["father"], &["mother"]], &[&["son", "sons"], &["daughter", "daughters"]], &[&["husband"], &["wife"]], &[&["uncle"], &["aunt"]],
        &[&["north", "northern"], &["south", "southern"]], &[&["east", "eastern"], &["west", "western"]], &[&["left"], &["right"]],
        &[&["morning"], &["evening", "night"], &["afternoon"]],
        &[&["first"], &["last"]],
        &[&["legal", "lawful"], &["illegal", "unlawful"]],
        &[&["public"], &["private"]], &[&["majority"], &["minority"]],
        &[&["revenue", "income"], &["spending", "expenditure", "expenses"]],
        &[&["alive"], &["dead"]], &[&["free"], &["paid"]],
        &[&["early"], &["late"]],
        &[&["support", "supported", "supports", "favour", "favor", "welcomed", "backed"], &["oppose", "opposed", "opposes", "condemned", "criticised", "criticized"]],
        &[&["maximum"], &["minimum"]], &[&["easy", "easily"], &["difficult", "hard"]],
        &[&["possible"], &["impossible"]], &[&["likely"], &["unlikely"]],
        &[&["suspend", "suspended"], &["resume", "resumed"]],
        &[&["plaintiff", "victim", "claimant"], &["defendant", "accused"]],
        &[&["tenant", "tenants"], &["landlord", "landlords"]],
        &[&["optimistic"], &["pessimistic"]], &[&["satisfied", "pleased", "happy"], &["dissatisfied", "unhappy", "displeased"]],
        &[&["resign", "resigned", "resignation"], &["appoint", "appointed", "appointment"]],
        &[&["postponed", "postpone", "delayed", "delay"], &["cancelled", "canceled", "cancel"]],
        &[&["above"], &["below"]], &[&["positive"], &["negative"]],
        &[&["indoor", "indoors"], &["outdoor", "outdoors"]], &[&["upper"], &["lower"]],
        &[&["strengthen", "strengthened"], &["weaken", "weakened"]],
        &[&["safe"], &["unsafe", "dangerous"]], &[&["borrow", "borrowed"], &["lend", "lent"]],
        &[&["oldest", "older"], &["youngest", "younger"]], &[&["arrive", "arrived", "arrival"], &["depart", "departed", "departure"]],
    ],
    hedges: &[
        "alleged", "allegedly", "alleges", "alleging", "allege", "allegation", "allegations", "suspected", "suspect", "suspects", "suspicion", "accused", "accuse", "accuses", "accusation", "accusations", "reportedly", "apparently", "apparent", "seem", "seems", "seemed", "appear", "appeared", "appears", "probably", "likely", "possibly", "perhaps", "maybe",
        "purported", "purportedly", "presumed", "supposedly", "believed", "thought", "charged", "charge", "charges", "claim", "claims", "claimed", "claiming", "may", "might", "could", "potential", "potentially", "possible", "rumoured", "rumored", "expected", "unconfirmed", "trial", "facing", "faces", "estimated", "said to", "understood to",
    ],
    attributions: &["according to", "in the words of", "sources said", "as claimed by"],
    reported: &[],
    plain_conditional: &[],
    superlatives: &[
        "record", "largest", "biggest", "greatest", "best", "worst", "highest", "lowest", "longest", "oldest", "youngest", "fastest", "smallest", "richest", "poorest", "strongest", "deadliest", "busiest", "cheapest", "finest", "unprecedented", "historic", "first-ever", "unique", "top", "leading", "wettest", "driest", "hottest", "coldest", "tallest", "deepest", "heaviest", "earliest",
    ],
    most: &["the most", "the least"],
    no_superlative: &["at most", "at the most", "most of", "at best", "at least", "at the least", "at worst", "at the latest", "on top", "to top", "top up", "off the record", "for the record", "best known", "best interests", "track record"],
    symmetric: &["meet", "met", "meets", "face", "faced", "faces", "marry", "married", "marries", "join", "joined", "play", "played", "plays", "draw", "drew", "talk", "talked", "discuss", "discussed", "resemble", "share", "shared", "and", "date", "dated"],
    passive: &["be", "been", "being", "is", "are", "was", "were", "got", "gets", "get"],
    agent: &["by"],
    opposed: &[("before", "after"), ("above", "below"), ("with", "without"), ("for", "against"), ("inside", "outside"), ("over", "under"), ("since", "until"), ("to", "from")],
    respectively: &["respectively", "respective"],
};
