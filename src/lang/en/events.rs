//! English: events.

use crate::lang::events::Events;

/// English.
#[rustfmt::skip]
pub(super) static EVENTS: Events = Events {
    perfect: &["has", "have", "had"],
    between: &["already", "also", "since", "now", "not", "n't", "never", "just", "long", "again", "twice", "once", "even", "meanwhile", "all", "both", "yet", "reportedly", "so", "far", "then", "however", "though", "therefore", "soon"],
    adds: &["and", "but"],
    adverb: "ly",
    passive: "been",
    progressive: Some("ing"),
    endings: &["ed"],
    irregular: &[
        "begun", "bought", "broken", "brought", "built", "caught", "chosen", "cut", "drawn", "driven", "drunk", "eaten", "fallen", "fed", "fled", "flown", "forbidden", "fought", "found",
        "frozen", "given", "gone", "heard", "held", "hidden", "hired", "hit", "kept", "laid", "learned", "learnt", "led", "left", "lent", "lit", "lost", "made", "met", "overturned", "paid", "put",
        "quit", "rebuilt", "resold", "ridden", "risen", "run", "said", "seen", "sent", "set", "shot", "shut", "slept", "sold", "spent", "split", "spoken", "stolen", "struck", "sunk", "sworn",
        "taken", "taught", "thrown", "told", "torn", "undergone", "withdrawn", "won", "worn", "written",
        "began", "broke", "chose", "drove", "ate", "fell", "flew", "gave", "went", "hid", "rose", "ran", "saw", "spoke", "stole", "swore", "took", "threw", "tore", "withdrew", "wrote",
    ],
    still: &["remained", "seemed", "appeared", "proved", "looked", "happened", "been", "become", "changed", "mattered", "belonged", "lasted", "liked", "needed", "wanted", "used", "mixed", "limited", "called"],
    never: &["could", "may", "might", "would", "should", "must", "cannot", "to", "will", "can", "who", "which", "that"],
    persons: &["he", "she", "they"],
    coming: &[],
    plans: &[
        "is considering", "are considering", "is planning", "are planning", "is preparing", "are preparing", "is negotiating", "are negotiating", "is seeking", "are seeking", "is demanding",
        "are demanding", "is suing", "are suing", "is threatening", "are threatening", "is calling for", "are calling for", "is already considering", "are already considering", "is already planning",
        "are already planning", "is already preparing", "are already preparing", "is already negotiating", "are already negotiating", "is now considering", "are now considering", "is now planning",
        "are now planning", "is now preparing", "are now preparing", "is also considering", "are also considering", "is also planning", "are also planning", "is also preparing", "are also preparing",
        "was considering", "were considering", "was planning", "were planning", "was preparing", "were preparing", "plans to", "intends to", "is due to", "are due to", "is in talks", "are in talks",
    ],
    leads: &[
        "this", "that", "these", "those", "such", "it", "here", "there", "whether", "what", "how", "why", "who", "when", "where", "if", "for", "not", "no", "nothing", "nobody", "few", "many", "most",
        "as", "both", "neither", "none", "one", "some", "much", "little", "because", "while", "with", "to", "unlike", "like",
    ],
    readers: &["you", "your", "we", "our", "us", "i", "my"],
    modals: &["may", "might", "could", "would", "should", "can", "cannot", "must", "often", "usually", "always", "generally", "typically", "sometimes", "any", "anyone"],
};
