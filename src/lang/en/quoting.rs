//! English: the small words of clauses that report a quotation.

use crate::lang::Quoting;

/// English.
#[rustfmt::skip]
pub(super) static QUOTING: Quoting = Quoting {
    pronouns: &["he", "i", "it", "one", "she", "they", "we"],
    auxiliaries: &["had", "has", "have"],
    helpers: &["going", "went"],
    asides: &[],
    judging: &[
        "branded", "branding", "brands", "call", "calling", "calls", "condemned", "condemning", "condemns", "deemed", "deeming", "denounced", "denounces", "denouncing", "describe", "describes", "describing", "dismissed", "dismisses", "dismissing", "slammed", "slamming", "slams",
    ],
    wordings: &["opinion", "view", "words"],
    sources: &["according"],
    articles: &[
        "a", "an", "another", "her", "his", "its", "one", "our", "some", "that", "the", "their", "these",
        "this", "three", "two",
    ],
    prepositions: &[
        "about", "after", "ahead", "as", "at", "before", "by", "during", "for", "from", "in", "inside", "near",
        "of", "on", "outside", "through", "to", "via", "when", "with",
    ],
    times: &[
        "afternoon", "afterwards", "again", "also", "april", "august", "december", "earlier", "evening",
        "february", "friday", "january", "july", "june", "last", "later", "march", "may", "monday", "month",
        "morning", "night", "november", "october", "recently", "saturday", "september", "sunday", "then",
        "this", "thursday", "today", "tuesday", "wednesday", "week", "year", "yesterday",
    ],
    addressees: &["to", "told"],
    feminine: &["her", "lady", "madam", "miss", "mrs", "ms", "she"],
    masculine: &["he", "him", "lord", "mr", "sir"],
    negations: &[
        "ain't", "aren't", "can't", "cannot", "couldn't", "didn't", "doesn't", "don't", "hardly", "hasn't",
        "haven't", "isn't", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere", "shouldn't",
        "wasn't", "weren't", "without", "won't", "wouldn't",
    ],
    turns: &[
        "although", "but", "except", "however", "if", "nearly", "only", "provided", "though", "unless", "until",
        "yet",
    ],
    forms: &[
        &["begin", "began", "begun"], &["bring", "brought"], &["build", "built"], &["buy", "bought"],
        &["catch", "caught"], &["choose", "chose", "chosen"], &["come", "came"], &["cost", "costs"],
        &["do", "does", "did", "done"], &["draw", "drew", "drawn"], &["drive", "drove", "driven"],
        &["eat", "ate", "eaten"], &["fall", "fell", "fallen"], &["feel", "felt"], &["fight", "fought"],
        &["find", "found"], &["fly", "flew", "flown"], &["forget", "forgot", "forgotten"],
        &["freeze", "froze", "frozen"], &["get", "got", "gotten"], &["give", "gave", "given"],
        &["go", "goes", "went", "gone"], &["grow", "grew", "grown"], &["hear", "heard"], &["hold", "held", "holding"],
        &["keep", "kept", "keeping"], &["know", "knew", "known"], &["lead", "led"], &["leave", "left", "leaving"],
        &["lend", "lent"], &["lose", "lost", "losing"], &["make", "made", "making"], &["mean", "meant"],
        &["meet", "met"], &["pay", "paid"], &["ride", "rode", "ridden"], &["rise", "rose", "risen"],
        &["run", "ran", "running"], &["see", "saw", "seen"], &["sell", "sold"], &["send", "sent"], &["shoot", "shot"],
        &["sing", "sang", "sung"], &["sink", "sank", "sunk"], &["sit", "sat"], &["sleep", "slept"],
        &["speak", "spoke", "spoken"], &["spend", "spent"], &["stand", "stood"], &["steal", "stole", "stolen"],
        &["swim", "swam", "swum"], &["take", "took", "taken"], &["teach", "taught"], &["tell", "told"],
        &["think", "thought"], &["throw", "threw", "thrown"], &["understand", "understood"],
        &["wear", "wore", "worn"], &["win", "won"], &["write", "wrote", "written"], &["man", "men"],
        &["woman", "women"], &["child", "children"], &["person", "people"], &["foot", "feet"],
        &["die", "dies", "died", "dying", "dead"],
    ],
};
