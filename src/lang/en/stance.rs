//! English: words that leave open, deny or hide who speaks.

use crate::lang::stance::Stance;

/// English.
#[rustfmt::skip]
pub(super) static STANCE: Stance = Stance {
    perhaps: &["might", "may have", "may well have", "may also have", "may already have"],
    forecast: &[],
    conditional: &[],
    not_conditional: &[],
    wishes: &["like", "want", "wish", "as well"],
    doubts: &[
        "think", "thinks", "thought", "believe", "believes", "believed", "suspects", "theory", "theories", "hypothesis", "guess", "guesses", "explanation", "assumes", "assumption", "scenario", "not sure", "not certain", "unclear", "uncertain",
        "understood to", "said to have", "presumed",
    ],
    open: &[
        "would", "should", "can", "cannot", "if", "whether", "think", "thinks", "thinking", "believe", "believes", "believing", "theory", "theories", "hypothesis", "hypotheses", "hypothesise", "unclear", "unknown",
        "uncertain", "uncertainty", "unsure", "not sure", "not certain", "plausibly", "seemingly", "guess", "guesses", "hint", "hints", "hinted", "clue", "clues", "question", "questions", "explanation", "assume", "assumes", "assumed",
        "assumption", "projection", "projections", "projected", "scenario", "scenarios", "up to", "maximum", "rule out", "ruled out", "rules out", "candidate", "credits", "credited", "feared", "fears", "fear",
        "worry", "worries", "worried", "concern", "concerns", "speculation", "speculates", "speculated", "suspicions", "tentative", "tentatively", "provisional", "hope", "hoping", "expecting", "expectation", "doubt", "doubts", "points the finger", "in the frame",
        "as far as", "chances", "odds", "must have", "plans", "planned", "proposed", "proposal", "reported", "said to have", "not yet proven", "not proven", "unproven", "inferred", "infer", "reason to", "idea", "imagine", "imagines", "foresee", "foresees", "sees", "warn", "warns", "warned", "warning",
    ],
    denies: &["denied", "denies", "deny", "denying"],
    untrue: &["untrue", "false", "wrong", "falsely", "wrongly", "reject", "rejects", "rejected", "rejecting", "dispute", "disputes", "disputed", "contests", "contested", "denial", "dismissed", "dismisses", "nonsense", "lie", "myth", "unlike", "contrary", "rather than", "far from", "instead", "no truth"],
    unnamed: &["familiar", "source", "sources", "insider", "insiders", "anonymity", "knowledge", "briefed"],
    of: &["of"],
    up_by: &["add", "adds", "added", "adding", "put on", "puts on", "appreciated", "appreciates", "strengthened", "firmed", "edged up", "ticked up"],
    down_by: &["lose", "loses", "lost", "losing", "shed", "sheds", "shedding", "give up", "gave up", "depreciated", "depreciates", "weakened", "softened", "gave back", "edged down", "ticked down"],
    likely: &["likely", "probable", "in all likelihood", "in all probability"],
    sure: &["is certain", "are certain", "was certain", "were certain", "is adamant", "are adamant", "was adamant", "is sure that", "is sure of", "are sure that", "was sure that", "is in no doubt", "are in no doubt", "was in no doubt", "without a doubt", "without doubt", "beyond doubt", "with certainty", "has no doubt", "have no doubt", "had no doubt", "there is no doubt"],
    certainty: &["certain", "certainly", "certainty", "sure", "adamant", "doubt", "doubts", "convinced", "definite", "definitely", "clear", "clearly", "positive", "confident", "conclusive", "insists", "insisted", "undoubtedly"],
    not_likely: &["more", "less", "as", "so", "not", "n't", "how", "times", "equally", "too", "least", "un"],
    allowed: &["allowed", "permitted", "admitted", "welcome", "authorised", "authorized"],
    can: &["can", "may", "could", "able to", "free to"],
    forbidden: &["banned", "forbidden", "prohibited", "barred", "off limits", "out of bounds"],
    in_part: &["only", "except", "unless", "without", "but", "if", "when", "until", "before", "after", "other", "others", "again", "also", "too"],
    spans: &["second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades", "century", "centuries"],
    some: &["few", "several"],
    sooner: &["earlier", "before", "previously", "prior to", "ahead of"],
    later: &["later", "after", "afterwards"],
    periods: &["of the year", "this year", "of the season", "this season", "of the month", "this month", "of the decade", "this decade", "of the century", "this century", "of the week", "this week", "of the day"],
    denies_it: &[
        "denies the charge", "denies the charges", "denied the charge", "denied the charges", "deny the charges", "denies all charges", "denies all the charges", "denies both charges", "denied all charges", "denies wrongdoing", "denied wrongdoing", "denies any wrongdoing", "denied any wrongdoing", "deny any wrongdoing", "deny wrongdoing", "denies the allegations",
        "denied the allegations", "denies the allegation", "denies the accusations", "denied the accusations", "denies the offence", "denies the offences", "denies it", "denied it", "pleaded not guilty", "pleads not guilty", "pled not guilty", "plead not guilty", "maintains his innocence", "maintains her innocence", "maintained his innocence", "maintained her innocence", "protested his innocence", "protested her innocence", "insists he is innocent", "insists she is innocent", "says he is innocent", "says she is innocent",
    ],
    pleas: &["innocence", "innocent", "guilty", "plea", "pleaded", "pleads", "plead", "pled", "denial", "denials", "contesting", "contest", "refutes", "refuted", "rejects", "cleared", "disputing", "fighting", "fight", "defend", "defends", "nothing"],
    admits: &["admit", "admits", "admitted", "accept", "accepts", "accepted", "confessed", "confess", "responsible", "anything"],
    passes: &["went", "go", "goes", "gone", "going", "moved", "moves", "brought", "brings", "changed", "passed"],
    gone_by: &["a year ago", "a month ago", "a week ago", "two years ago", "three years ago", "four years ago", "five years ago", "10 years ago", "ten years ago", "a decade ago", "last year", "last month", "last week", "last season", "a year earlier", "a year before", "the year before", "the previous year", "the month before", "the day before", "the week before", "the season before"],
    now: &["now", "today", "currently", "evening", "night"],
    early: &["morning"],
};
