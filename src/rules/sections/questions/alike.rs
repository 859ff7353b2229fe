//! Questions that ask the same: the same words of meaning by their stems, or all the words of one in the other.

use crate::draft::total::At as _;
use std::collections::BTreeMap;

use super::asked::bare_words;
use crate::draft::reading::stem;
use crate::lang::Lang;

/// Words of a question beyond these are not compared.
const LONGEST: usize = 40;

/// A question holds another one when it adds no more words than this at its beginning or its end.
const ADDED: usize = 3;

/// What a question says.
struct Sense {
    /// Its words of meaning, by their stems, in order.
    stems: Vec<String>,
    /// For each whether it denies.
    denies: Vec<bool>,
    /// It has words of meaning besides the one that asks.
    states: bool,
}

/// For each question that is like one before it, both places.
pub(super) fn pairs(texts: &[&str], lang: Lang) -> Vec<(usize, usize)> {
    let mut equal: BTreeMap<String, usize> = BTreeMap::new();
    let mut sets: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    // The words of each question so far, and those of each without the words that it may add to another.
    let mut wholes: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut parts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut senses: Vec<Sense> = Vec::new();
    let mut out = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let own = sense(text, lang);
        let written = bare_words(text).join(" ");
        let mut set = own.stems.clone();
        set.sort();
        set.dedup();
        let shorter = cores(&own);
        let like = equal.get(&written).copied().or_else(|| {
            if !own.states {
                return None;
            }
            let same = sets.get(&set).copied().filter(|&j| {
                let other = senses.get(j).map_or(&[][..], |s| &s.stems);
                other.len().max(own.stems.len()) <= 1 + common(other, &own.stems)
            });
            same.or_else(|| parts.get(&own.stems).copied())
                .or_else(|| shorter.iter().find_map(|s| wholes.get(s).copied()))
        });
        if let Some(j) = like {
            out.push((j, i));
        }
        equal.entry(written).or_insert(i);
        if own.states {
            sets.entry(set).or_insert(i);
            wholes.entry(own.stems.clone()).or_insert(i);
            for s in shorter {
                parts.entry(s).or_insert(i);
            }
        }
        senses.push(own);
    }
    out
}

fn sense(text: &str, lang: Lang) -> Sense {
    let asking = lang.pack().asking;
    let mut out = Sense {
        stems: Vec::new(),
        denies: Vec::new(),
        states: false,
    };
    for word in bare_words(text) {
        let w = word.as_str();
        let denies = asking.denials.contains(&w);
        if asking.empty.contains(&w) && !denies {
            continue;
        }
        out.states |= !asking.interrogatives.contains(&w) && !denies;
        out.stems.push(stem(w, lang));
        out.denies.push(denies);
        if out.stems.len() == LONGEST {
            break;
        }
    }
    out
}

/// What is left of a question without up to [`ADDED`] words at its beginning or its end, none of which denies: two words or more.
fn cores(sense: &Sense) -> Vec<Vec<String>> {
    let n = sense.stems.len();
    let mut out = Vec::new();
    for added in 1..=ADDED {
        let Some(left) = n.checked_sub(added).filter(|l| *l >= 2) else {
            break;
        };
        for from in [0, added] {
            let kept = from..from + left;
            let mut gone = (0..n).filter(|i| !kept.contains(i));
            if !gone.any(|i| *sense.denies.at(i)) {
                out.push(sense.stems.get(kept.clone()).unwrap_or_default().to_vec());
            }
        }
    }
    out
}

/// How many words two questions have in common in one order.
fn common(a: &[String], b: &[String]) -> usize {
    let mut best = vec![0_usize; b.len() + 1];
    for x in a {
        let mut before = 0;
        for (j, y) in b.iter().enumerate() {
            let here = *best.at(j + 1);
            let longest = if x == y {
                before + 1
            } else {
                here.max(*best.at(j))
            };
            best.put(j + 1, longest);
            before = here;
        }
    }
    *best.at(b.len())
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use crate::lang::Lang;

    #[test]
    fn questions_that_ask_the_same() {
        for (lang, a, b) in [
            (Lang::EN, "Who pays?", "Who pays?"),
            (Lang::EN, "Who pays?", "Who is paying?"),
            (Lang::EN, "Who pays?", "Who pays for the bridge?"),
            (
                Lang::EN,
                "When does the bridge open again?",
                "When does the bridge open?",
            ),
            (Lang::EN, "1. Why now?", "Q2: Why now?"),
            (Lang::FR, "Qui est concerné ?", "Qui sont les concernés ?"),
            (
                Lang::FR,
                "Qui est concerné ?",
                "Qui est concerné par la mesure ?",
            ),
            (
                Lang::FR,
                "Pourquoi le pont ferme-t-il ?",
                "Pourquoi ferme le pont ?",
            ),
            (Lang::FR, "Combien ça coûte ?", "Combien cela coûte-t-il ?"),
            (Lang::FR, "Quels sont les prix ?", "Quel est le prix ?"),
        ] {
            assert_eq!(pairs(&[a, b], lang), [(0, 1)], "{a} {b}");
            assert_eq!(pairs(&[b, a], lang), [(0, 1)], "{b} {a}");
        }
    }

    #[test]
    fn questions_that_do_not() {
        for (lang, a, b) in [
            (Lang::EN, "Who pays?", "When does the city pay the firm?"),
            (
                Lang::EN,
                "Does the city sue the firm?",
                "Does the firm sue the city?",
            ),
            (
                Lang::EN,
                "What happens before the vote?",
                "What happens after the vote?",
            ),
            (
                Lang::EN,
                "What happens at the vote?",
                "What happens before the vote?",
            ),
            (Lang::EN, "Who can apply?", "Who cannot apply?"),
            (
                Lang::EN,
                "Why is the bridge open?",
                "Why isn't the bridge open?",
            ),
            (Lang::EN, "What changes in 2026?", "What changes in 2027?"),
            (Lang::EN, "Who pays?", "Who pays nothing?"),
            (Lang::EN, "Who is it?", "Who are they?"),
            (Lang::FR, "Qui est concerné ?", "Qui n’est pas concerné ?"),
            (
                Lang::FR,
                "Quand ouvre la piscine ?",
                "Quand ferme la piscine ?",
            ),
            (
                Lang::FR,
                "Quels sont les horaires ?",
                "Quels sont les tarifs ?",
            ),
            (Lang::FR, "Pourquoi ?", "Pourquoi maintenant ?"),
            (Lang::FR, "Que change la loi ?", "Qui change la loi ?"),
            (
                Lang::FR,
                "Le bus remplace-t-il le tram ?",
                "Le tram remplace-t-il le bus ?",
            ),
        ] {
            assert_eq!(pairs(&[a, b], lang), [], "{a} {b}");
            assert_eq!(pairs(&[b, a], lang), [], "{b} {a}");
        }
    }
}
