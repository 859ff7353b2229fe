//! Slots: the values that a sentence names.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::Catalogue;

/// A value of a sentence. In reports for programs: a text, a list of texts, a number, or an object for a count or a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Slot {
    /// Words of a text: of the draft, of the source, or of the recipe.
    Text(String),
    /// Several such texts.
    Texts(Vec<String>),
    /// Several words of the catalogue: `{kinds:kept/and}` looks them up in `[word.kept]` and joins them with the word `and`.
    Keys(Vec<&'static str>),
    /// A word of the catalogue, by its key: `{unit:each}` is looked up in the table `[word.each]`.
    Key(&'static str),
    /// A bare number.
    Number(f64),
    /// A number with so many decimals.
    Fixed {
        /// The number.
        value: f64,
        /// How many decimals are shown.
        #[serde(skip)]
        decimals: usize,
    },
    /// A number and the unit that it counts: `612 words`.
    Count {
        /// How many.
        n: u64,
        /// Of what, as a key of `[word.unit]`.
        unit: &'static str,
    },
    /// A range, both ends inclusive.
    Range {
        /// The least value; `None` when open.
        min: Option<u64>,
        /// The greatest value; `None` when open.
        max: Option<u64>,
        /// What is counted, as a key of `[word.unit]`; empty when the sentence says it.
        unit: &'static str,
    },
    /// A range of numbers with decimals, both ends inclusive.
    Reals {
        /// The least value; `None` when open.
        min: Option<f64>,
        /// The greatest value; `None` when open.
        max: Option<f64>,
    },
}

impl Slot {
    /// The number that a word beside it agrees with.
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Self::Count { n, .. } => Some(*n),
            Self::Range { min, max, .. } => max.or(*min),
            Self::Number(n) if n.fract() == 0.0 && *n >= 0.0 => Some(*n as u64),
            Self::Number(_) | Self::Fixed { .. } | Self::Reals { .. } => Some(2),
            Self::Texts(all) => Some(all.len() as u64),
            Self::Keys(all) => Some(all.len() as u64),
            Self::Text(_) | Self::Key(_) => None,
        }
    }

    /// The value in the form that the sentence asks for.
    #[must_use]
    pub fn show(&self, form: &str, tongue: &Catalogue) -> String {
        match self {
            Self::Text(text) => marked(text, form, tongue),
            Self::Texts(all) => {
                let (form, link) = form.split_once('/').unwrap_or((form, "and"));
                let shown = all.iter().map(|t| marked(t, form, tongue)).collect();
                listed(shown, link, tongue)
            }
            Self::Keys(all) => {
                let (table, link) = form.split_once('/').unwrap_or((form, "and"));
                let shown = all.iter().map(|k| tongue.word(table, k, None).to_owned());
                listed(shown.collect(), link, tongue)
            }
            Self::Key(key) => tongue.word(form, key, None).to_owned(),
            Self::Number(n) => real(*n, tongue),
            Self::Fixed { value, decimals } => decimal(&format!("{value:.decimals$}"), tongue),
            Self::Reals { min, max } => {
                let shown = |n: &Option<f64>| n.map(|n| real(n, tongue));
                range(shown(min), shown(max), form, tongue)
            }
            Self::Count { n, unit } => {
                let table = match form {
                    "bare" => return n.to_string(),
                    "" => "unit",
                    other => other,
                };
                format!("{n} {}", tongue.word(table, unit, Some(*n)))
            }
            Self::Range { min, max, unit } => {
                let shown = |n: &Option<u64>| n.map(|n| n.to_string());
                let range = range(shown(min), shown(max), form, tongue);
                if unit.is_empty() || form.ends_with("bare") {
                    return range;
                }
                let last = max.or(*min).unwrap_or(2);
                format!("{range} {}", tongue.word("unit", unit, Some(last)))
            }
        }
    }
}

/// `a, b and c`: joined by commas, the last with a word of `[word.grammar]`, or by commas alone when the link is a comma.
fn listed(mut all: Vec<String>, link: &str, tongue: &Catalogue) -> String {
    if link == "," {
        return all.join(", ");
    }
    match all.pop() {
        Some(last) if !all.is_empty() => {
            let link = tongue.word("grammar", link, None);
            format!("{} {link} {last}", all.join(", "))
        }
        last => last.unwrap_or_default(),
    }
}

/// `700..1100` as a report writes it, `between 700 and 1100` as a prompt does (form `in-words`).
fn range(min: Option<String>, max: Option<String>, form: &str, tongue: &Catalogue) -> String {
    let key = match (&min, &max) {
        (Some(a), Some(b)) if a == b => "exactly",
        (Some(_), Some(_)) if form.starts_with("in-words") => "between",
        (Some(a), Some(b)) => return format!("{a}..{b}"),
        (Some(_), None) => "least",
        (None, Some(_)) => "most",
        (None, None) => return tongue.word("range", "any", None).to_owned(),
    };
    tongue
        .word("range", key, None)
        .replace("{min}", &min.unwrap_or_default())
        .replace("{max}", &max.unwrap_or_default())
}

/// A number with the decimal mark of the tongue.
fn real(n: f64, tongue: &Catalogue) -> String {
    decimal(&n.to_string(), tongue)
}

fn decimal(shown: &str, tongue: &Catalogue) -> String {
    shown.replace('.', tongue.word("grammar", "decimal", None))
}

/// A text with the marks that the form asks for: `code` in backticks, `quoted` in the quotation marks of the tongue, `clause` so
/// without its full stop.
fn marked(text: &str, form: &str, tongue: &Catalogue) -> String {
    match form {
        "code" => format!("`{text}`"),
        "clause" => marked(text.trim_end_matches(['`', '.']), "quoted", tongue),
        "quoted" => tongue
            .word("grammar", "quoted", None)
            .replace("{text}", text),
        _ => text.to_owned(),
    }
}

/// Named values, in the order in which they were given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Slots(Vec<(&'static str, Slot)>);

impl Slots {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Slot) -> Self {
        self.0.push((name, value));
        self
    }

    /// With words of a text.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.with(name, Slot::Text(text.into()))
    }

    /// With a word of the catalogue.
    #[must_use]
    pub fn key(self, name: &'static str, key: &'static str) -> Self {
        self.with(name, Slot::Key(key))
    }

    /// With a number and its unit.
    #[must_use]
    pub fn count(self, name: &'static str, n: u64, unit: &'static str) -> Self {
        self.with(name, Slot::Count { n, unit })
    }

    /// With all values of `more` behind its own.
    #[must_use]
    pub fn and(mut self, more: &Self) -> Self {
        self.0.extend(more.0.iter().cloned());
        self
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Slot> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, s)| s)
    }

    /// The text of a name; empty when it has none.
    #[must_use]
    pub fn words(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Slot::Text(text)) => text,
            Some(Slot::Key(key)) => key,
            _ => "",
        }
    }

    /// The names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Slot)> {
        self.0.iter().map(|(n, s)| (*n, s))
    }

    /// The key with its values, where a tongue has no sentence.
    pub(super) fn bare(&self, key: &str) -> String {
        let all: Vec<String> = self
            .0
            .iter()
            .map(|(name, slot)| match slot {
                Slot::Text(text) => format!("{name} `{text}`"),
                Slot::Texts(all) => format!("{name} `{}`", all.join("`, `")),
                Slot::Keys(all) => format!("{name} {}", all.join(", ")),
                Slot::Key(key) => format!("{name} {key}"),
                Slot::Number(n) | Slot::Fixed { value: n, .. } => format!("{name} {n}"),
                Slot::Reals { min, max } => format!(
                    "{name} {}..{}",
                    min.map_or(String::new(), |n| n.to_string()),
                    max.map_or(String::new(), |n| n.to_string())
                ),
                Slot::Count { n, unit } => format!("{name} {n} {unit}"),
                Slot::Range { min, max, .. } => format!(
                    "{name} {}..{}",
                    min.map_or(String::new(), |n| n.to_string()),
                    max.map_or(String::new(), |n| n.to_string())
                ),
            })
            .collect();
        if all.is_empty() {
            key.to_owned()
        } else {
            format!("{key}: {}", all.join(", "))
        }
    }
}

impl Serialize for Slots {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (name, slot) in &self.0 {
            map.serialize_entry(name, slot)?;
        }
        map.end()
    }
}
