//! The words around figures: units, currencies, ranks, bounds, days, clock words. One table a language, `<code>/figures.rs`.

/// Which way a bound opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Nothing is said: the number as it stands.
    #[default]
    Exact,
    /// "about", `environ`.
    About,
    /// "more than", "at least", `plus de`.
    Above,
    /// "less than", "at most", "nearly", `moins de`.
    Below,
}

/// What a language writes beside figures. Every list is lowercase with straight apostrophes; a phrase has its words with one space between.
#[derive(Debug)]
pub struct Figures {
    /// Words and abbreviations of units, each with the unit's code (see `draft::number::units`).
    pub units: &'static [(&'static str, &'static str)],
    /// Words for currencies, each with its ISO 4217 code.
    pub currencies: &'static [(&'static str, &'static str)],
    /// Words for a hundredth of a currency, each with the currency's code; `¢` when any may be meant.
    pub cents: &'static [(&'static str, &'static str)],
    /// Words for percentage points, the longest first.
    pub points: &'static [&'static str],
    /// Ranks in letters.
    pub ordinals: &'static [(&'static str, u32)],
    /// Words that say a number without one, in order: `quinquennal` is of 5 years, `trio` three (no unit), `doublé` 100 percent more (`%`).
    pub coined: &'static [(&'static str, f64, &'static str)],
    /// Endings that make digits a rank.
    pub ordinal_suffixes: &'static [&'static str],
    /// Nouns for about so many: `douzaine`.
    pub collectives: &'static [(&'static str, u64)],
    /// Words before a number that make it a bound, the longest first.
    pub bounds: &'static [(&'static str, Bound)],
    /// Words that make what follows negative.
    pub minus: &'static [&'static str],
    /// Beginnings of words that say that something fell.
    pub falls: &'static [&'static str],
    /// What points that are places are of: `contrôle`, "sale".
    pub points_of: &'static [&'static str],
    /// Nouns that make a small number word before them a fact, in every form.
    pub counted: &'static [&'static str],
    /// Words by which a number of people becomes a fact.
    pub casualties: &'static [&'static str],
    /// Days of the week, Monday first.
    pub weekdays: &'static [&'static str],
    /// Decades in letters, and the last two digits of their first year.
    pub decades: &'static [(&'static str, u32)],
    /// Words before the digits of a decade: `années`.
    pub decade_before: &'static [&'static str],
    /// Words for three months of a year.
    pub quarters: &'static [&'static str],
    /// The letter of an abbreviated quarter.
    pub quarter_letter: &'static str,
    /// Words for a time of day, and its minutes since midnight.
    pub clock_words: &'static [(&'static str, u32)],
    /// Words before a time of day.
    pub clock_before: &'static [&'static str],
    /// Words that say which half of the day a time lies in, as a phrase after it, and whether it is the second.
    pub day_halves: &'static [(&'static str, bool)],
    /// Parts of a whole in letters, and how many make the whole.
    pub fractions: &'static [(&'static str, u32)],
    /// Words right behind a share of one part, which would be a rank before a noun: "a tenth less".
    pub after_share: &'static [&'static str],
    /// Words right before such a share, when no noun follows it: "down a fifth".
    pub before_share: &'static [&'static str],
    /// Words between the two figures of a share: `sur` in `un sur quatre`.
    pub share_links: &'static [&'static str],
    /// Words before a number that is a reference rather than a count: `article`.
    pub references: &'static [&'static str],
    /// Months whose names are other words too.
    pub doubtful_months: &'static [&'static str],
    /// Months cut short, with or without a stop, and which of the year they are.
    pub short_months: &'static [(&'static str, u32)],
    /// Phrases for the weeks of a month before its name, and which of the month they are; the fifth is the last.
    pub weeks_of_month: &'static [(&'static str, u32)],
    /// Words before the day on which a quarter ends.
    pub quarter_ends: &'static [&'static str],
    /// Words that begin a line of contacts, before a telephone number.
    pub contact_labels: &'static [&'static str],
    /// Words for streets and squares, behind a house number.
    pub streets: &'static [&'static str],
    /// Words before a reference.
    pub code_labels: &'static [&'static str],
    /// Names of time zones behind a clock time.
    pub zones: &'static [&'static str],
    /// Words in capitals before the number of a dispatch: "UPDATE 2".
    pub dispatches: &'static [&'static str],
    /// Words by which a bound behind them is turned: "not", `jamais`.
    pub denials: &'static [&'static str],
    /// Words after which such a name is a month.
    pub month_before: &'static [&'static str],
    /// Words between the ends of a range.
    pub range_links: &'static [&'static str],
    /// Words between two numbers of one thing, the second of which needs no unit: `contre`, "instead of".
    pub set_beside: &'static [&'static str],
    /// Words for the year before one that is told, and for the year after it.
    pub year_beside: &'static [(&'static str, i32)],
    /// Words that tell a day by the one on which the text was written, and how many days later it is: `hier`.
    pub day_words: &'static [(&'static str, i32)],
    /// Words that tell a day by one that was told before: `le lendemain`.
    pub days_beside: &'static [(&'static str, i32)],
    /// Words that tell a month by the one in which the text was written.
    pub month_words: &'static [(&'static str, i32)],
    /// Words that tell a year by the one in which the text was written.
    pub year_words: &'static [(&'static str, i32)],
    /// Words beside a day of the week that is to come: `prochain`.
    pub to_come: &'static [&'static str],
    /// Words beside a day of the week that is over: "last".
    pub gone_by: &'static [&'static str],
    /// Words behind a count of years that is reckoned from one told before, and the direction: "later".
    pub years_on: &'static [(&'static str, i32)],
    /// Words for so many times as much: `triple`, "threefold".
    pub multiples: &'static [(&'static str, f64)],
    /// Words behind the number of times: `fois`.
    pub times: &'static [&'static str],
    /// Phrases before that number: "multiplied by".
    pub multiplied: &'static [&'static str],
    /// Words for two of a kind, which keep a `2`.
    pub pairs: &'static [&'static str],
    /// Words for what is left out of a number: "all but three", `sauf trois`.
    pub except: &'static [&'static str],
    /// Names for one time: "the second half", "the last six months".
    pub periods: &'static [&'static [&'static str]],
    /// Words for what others leave: "remaining", `restants`.
    pub rest: &'static [&'static str],
    /// Words between a part and its whole: `112 des 167 salariés`.
    pub share_of: &'static [&'static str],
    /// Words between a time and its end, right before a month: "the end of".
    pub month_ends: &'static [&'static str],
    /// Words for the end of a year.
    pub year_ends: &'static [&'static str],
    /// Words by which something has to happen, "before" first.
    pub before_time: &'static [&'static str],
}
