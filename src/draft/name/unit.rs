//! The words of a name, and when two names are the same. Surnames are never brought to a stem: Dupont is not Dupond.

use super::super::compare::fold;
use crate::draft::total::At as _;

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Lowercase, accents kept; stops, possessive and the plural of acronyms left out.
    pub key: String,
    /// The same without accents.
    pub plain: String,
    /// A small word that links others: `de`, `van`, `of`.
    pub link: bool,
    /// Written with a capital letter.
    pub capital: bool,
    /// Written in capitals alone.
    pub upper: bool,
    /// A hyphen ties it to the word before it.
    pub joined: bool,
}

crate::draft::total::blank! {
    Unit = Unit {
        key: String::new(),
        plain: String::new(),
        link: false,
        capital: false,
        upper: false,
        joined: false,
    };
}

/// The words of a name in order; hyphens and apostrophes part them as spaces do.
#[must_use]
pub fn units(text: &str) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    let hyphen = |c: char| matches!(c, '-' | '‑' | '‐');
    let mut after_hyphen = false;
    for piece in text.split_inclusive(|c: char| c.is_whitespace() || c == '/' || hyphen(c)) {
        let tied = std::mem::replace(&mut after_hyphen, piece.ends_with(hyphen));
        let word = piece.trim_end_matches(|c: char| c.is_whitespace() || c == '/' || hyphen(c));
        let first = out.len();
        let word = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word);
        for piece in word.split([
            '\'', '’', 'ʼ', '(', ')', '[', ']', ',', '"', '“', '”', '«', '»',
        ]) {
            out.extend(unit(piece));
        }
        if let Some(unit) = out.get_mut(first) {
            unit.joined = tied && first > 0;
        }
    }
    glue_initials(&mut out);
    out
}

/// `J. A. Martin`, `J.A. Martin` and `JA Martin` are the same: initials that open a name are one word.
fn glue_initials(units: &mut Vec<Unit>) {
    let count = units
        .iter()
        .take_while(|u| u.is_initial() && u.capital)
        .count();
    if count < 2 || count == units.len() {
        return;
    }
    let rest = units.split_off(count);
    let mut first = units.remove(0);
    for unit in units.drain(..) {
        first.key.push_str(&unit.key);
        first.plain.push_str(&unit.plain);
    }
    first.upper = true;
    units.push(first);
    units.extend(rest);
}

/// One word without hyphen and apostrophe; none when it holds no letter or digit.
#[must_use]
pub fn unit(word: &str) -> Option<Unit> {
    let bare: String = word
        .chars()
        .filter(|c| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(*c))
        .collect();
    if bare.is_empty() {
        return None;
    }
    let capital = bare.starts_with(char::is_uppercase);
    let mut bare = bare;
    let singular = bare.strip_suffix('s').filter(|b| {
        b.chars().count() >= 2 && b.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    });
    if let Some(s) = singular {
        bare = s.to_owned();
    }
    let upper = bare.chars().count() >= 2 && !bare.chars().any(char::is_lowercase);
    let mut key = fold(&bare).replace('œ', "oe").replace('æ', "ae");
    key = match key.as_str() {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        _ => key,
    };
    let plain: String = key.chars().map(plain_letter).collect();
    let link = (!capital && is_link(&plain)) || matches!(plain.as_str(), "al" | "el");
    Some(Unit {
        key,
        plain,
        link,
        capital,
        upper,
        joined: false,
    })
}

impl Unit {
    /// Whether the two are the same word: an accent may be missing on a capital letter, no other may.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.plain == other.plain
            && (self.key == other.key
                || self.upper
                || other.upper
                || self
                    .key
                    .chars()
                    .zip(other.key.chars())
                    .enumerate()
                    .all(|(i, (a, b))| {
                        a == b || (i == 0 && (plain_letter(a) == a || plain_letter(b) == b))
                    }))
    }

    /// A single letter: `J.` in a name.
    #[must_use]
    pub fn is_initial(&self) -> bool {
        self.key.chars().count() == 1
    }
}

fn is_link(plain: &str) -> bool {
    matches!(
        plain,
        "de" | "du"
            | "des"
            | "d"
            | "l"
            | "of"
            | "the"
            | "la"
            | "le"
            | "les"
            | "and"
            | "et"
            | "al"
            | "el"
            | "en"
            | "sur"
    )
}

/// Capital particles that belong to a surname or a town: Le Goff, La Rochelle, De Gaulle.
fn is_article(unit: &Unit) -> bool {
    unit.capital
        && matches!(
            unit.plain.as_str(),
            "le" | "la" | "les" | "du" | "de" | "des"
        )
}

/// May be left out of a name: Jr., the initial in the middle.
pub(super) fn is_optional(unit: &Unit) -> bool {
    unit.is_initial() || matches!(unit.plain.as_str(), "jr" | "sr" | "junior" | "senior")
}

/// Whether the name `part` says no more than `whole`: all its words in order, with the same particles between them. An acronym is
/// covered by the name whose initials it is.
pub(super) fn covers_units(whole: &[Unit], part: &[Unit]) -> bool {
    let content: Vec<usize> = (0..part.len()).filter(|i| !part.at(*i).link).collect();
    let theirs: Vec<usize> = (0..whole.len()).filter(|i| !whole.at(*i).link).collect();
    if content.is_empty() {
        return false;
    }
    if let [only] = content.as_slice()
        && theirs.len() >= 2
        && part.at(*only).upper
        && part.at(*only).plain.chars().eq(theirs
            .iter()
            .filter_map(|i| whole.at(*i).plain.chars().next()))
    {
        return true;
    }
    let mut from = 0;
    let mut last: Option<(usize, usize)> = None;
    let mut taken: Vec<usize> = Vec::new();
    for (n, &p) in content.iter().enumerate() {
        let Some(at) = theirs
            .get(from..)
            .unwrap_or_default()
            .iter()
            .position(|w| whole.at(*w).same(part.at(p)))
            .map(|at| from + at)
        else {
            // An initial may be left out, but not become another one.
            let other = theirs.iter().any(|w| whole.at(*w).is_initial());
            if is_optional(part.at(p)) && n > 0 && !(part.at(p).is_initial() && other) {
                continue;
            }
            return false;
        };
        // `Goff` is not `Le Goff`.
        if at > from && is_article(whole.at(*theirs.at(at - 1))) {
            return false;
        }
        if n == 0 && at > 0 && is_article(whole.at(*theirs.at(at - 1))) {
            return false;
        }
        let here = theirs.at(at);
        if let Some((mine, other)) = last
            && at == from
            && particles(part.get(mine + 1..p).unwrap_or_default())
                != particles(whole.get(other + 1..*here).unwrap_or_default())
        {
            return false;
        }
        last = Some((p, *here));
        taken.push(*here);
        from = at + 1;
    }
    // A compound counts as one word: `Guinea` is not `Guinea-Bissau`.
    let mut start = 0;
    while start < whole.len() {
        let end = (start + 1..whole.len())
            .find(|i| !whole.at(*i).joined)
            .unwrap_or(whole.len());
        let group = (start..end).filter(|i| !whole.at(*i).link);
        let (all, in_part) = group.fold((0, 0), |(all, n), i| {
            (all + 1, n + usize::from(taken.binary_search(&i).is_ok()))
        });
        if in_part > 0 && in_part < all {
            return false;
        }
        start = end;
    }
    !taken.is_empty()
}

/// The particles between two words, the forms of one word as one, articles left out.
fn particles(units: &[Unit]) -> Vec<&str> {
    units
        .iter()
        .filter_map(|u| match u.plain.as_str() {
            "de" | "du" | "des" | "d" => Some("de"),
            "the" | "l" | "la" | "le" | "les" => None,
            other => Some(other),
        })
        .collect()
}

fn plain_letter(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' | 'ē' => 'e',
        'î' | 'ï' | 'í' | 'ì' | 'ī' => 'i',
        'ô' | 'ö' | 'ó' | 'õ' | 'ø' | 'ò' | 'ō' | 'ő' => 'o',
        'ù' | 'û' | 'ü' | 'ú' | 'ū' | 'ű' => 'u',
        'ñ' | 'ń' | 'ň' => 'n',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        'ý' | 'ÿ' => 'y',
        'ğ' => 'g',
        'ť' | 'ţ' | 'ț' => 't',
        'ř' => 'r',
        'ď' => 'd',
        other => other,
    }
}
