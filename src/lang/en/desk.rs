//! English: the words of a desk about a text.

use crate::lang::Desk;

/// English.
#[rustfmt::skip]
pub(super) static DESK: Desk = Desk {
    products: &[
        "article", "articles", "copy", "draft", "piece", "rewrite", "rewriting", "standfirst", "summary",
        "text", "version", "versions",
    ],
    titles: &[
        "heading", "headline", "headlines", "standfirst", "strapline", "subheading", "subtitle", "title",
        "titles",
    ],
    labels: &[
        "approximate word count", "character count", "focus keyword", "key words", "keyword", "keywords",
        "keywords used", "meta description", "meta title", "primary keyword", "seo title", "slug",
        "total word count", "word count",
    ],
    remarks: &[
        "comment", "comments", "n.b.", "nb", "note", "notes", "p.s.", "please note", "ps", "remark",
        "remarks", "writer's note",
    ],
    versions: &[
        "alternate", "alternative", "alternatives", "another", "concise", "final", "following", "improved",
        "long", "longer", "more", "new", "optimised", "optimized", "optional", "other", "polished",
        "possible", "proposed", "revised", "seo", "short", "shorter", "suggested", "updated",
    ],
    made: &[
        "adapted", "changed", "condensed", "corrected", "edited", "kept", "optimised", "optimized",
        "preserved", "removed", "rephrased", "restructured", "retained", "revised", "reworded", "rewritten",
        "rewrote", "shortened", "simplified", "tightened", "translated", "trimmed",
    ],
    making: &[
        "adapt", "adjust", "condense", "create", "draft", "expand", "generate", "lengthen", "provide",
        "refine", "rephrase", "rewrite", "shorten", "suggest", "summarise", "summarize", "tailor",
        "translate", "tweak", "write",
    ],
    material: &[
        "data", "dates", "facts", "figures", "information", "names", "numbers", "quotations", "quote",
        "quotes", "source", "wording",
    ],
    faithful: &[
        "faithfully", "intact", "kept", "maintained", "preserved", "retained", "unaltered", "unchanged",
        "verbatim",
    ],
    altered: &[
        "corrected", "rounded", "updated",
    ],
    ordered: &[
        "asked", "ordered", "requested", "wanted",
    ],
    orders: &[
        "brief", "guidelines", "instructions", "prompt", "request", "requests", "requirements",
        "specifications",
    ],
    presenting: &[
        "a", "an", "and", "another", "as", "below", "find", "following", "for", "have", "here", "here's", "i",
        "i've", "is", "it's", "of", "please", "rest", "that", "the", "this", "you", "your",
    ],
    openers: &[
        "below", "here", "here's", "please",
    ],
    first_person: &[
        "i", "i'd", "i'll", "i've",
    ],
    second_person: &[
        "you", "your",
    ],
    able: &[
        "can", "could", "i'd", "i'll",
    ],
    ourselves: &[
        "our", "ours", "us", "we",
    ],
    questions: &[
        "can i", "do you want", "shall i", "should i", "want me to", "would you like", "would you prefer",
    ],
    assents: &[
        "absolutely", "certainly", "of course", "sure", "sure thing",
    ],
    anew: &[
        "rephrased", "rephrasing", "reworded", "rewording", "rewrite", "rewriting", "rewritten",
    ],
    drafts: &[
        "draft", "rewrite", "rewriting", "version",
    ],
    hoping: &[
        "hope", "hopefully", "hoping",
    ],
    counted: &[
        "characters", "word", "words",
    ],
    counting: &[
        "about", "approximate", "approximately", "around", "article", "count", "length", "of", "text", "the",
        "this", "total",
    ],
    withheld: &[
        "changed", "deleted", "omitted", "redacted", "removed", "withheld",
    ],
    these: &[
        "this",
    ],
    keeping: &[
        "keeps", "maintains", "preserves", "respects", "retains", "stays",
    ],
    manner: &[
        "meaning", "style", "tone",
    ],
};
