//! Whether another order of a sentence says what the sentence says: no word that it does not carry, none of its words lost, and no finding of a rule
//! about facts. Cheapest first. It refuses much that is right; what it lets pass is to be true.

use crate::check::{self, Plan};
use crate::draft::Draft;
use crate::draft::reading::{Line, Token};
use crate::lang::Lang;
use crate::rules::Article;

/// Why a candidate is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no plain sentence: marks, lines, an end missing.
    Form,
    /// A word that the sentence does not carry.
    New(String),
    /// A word of the sentence that it does not carry.
    Lost(String),
    /// What a rule about facts found.
    Facts(String),
}

/// What the facts of one sentence are compared by.
const RULES: &str =
    "input article markdown\npreserve numbers, quotes, names\nno-new numbers, quotes, names\n";

/// Judges candidates in one language.
#[derive(Debug)]
pub struct Judge {
    lang: Lang,
    plan: Option<Plan>,
}

impl Judge {
    /// A judge for a language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            plan: plan(lang),
        }
    }

    /// Whether `candidate` may stand for `sentence`.
    ///
    /// # Errors
    /// The first reason against it.
    pub fn allows(&self, sentence: &str, candidate: &str) -> Result<(), Fault> {
        form(sentence, candidate)?;
        let source = Draft::parse(sentence, self.lang);
        let draft = Draft::parse(candidate, self.lang);
        let before = tokens(&source.reading().lines);
        let after = tokens(&draft.reading().lines);
        self.same_words(&before, &after)?;
        self.facts(&source, &draft)
    }

    /// Every word of the one has its fellow in the other, but for small words that carry nothing.
    fn same_words(&self, before: &[Token], after: &[Token]) -> Result<(), Fault> {
        let mut free: Vec<&Token> = before.iter().collect();
        for token in after {
            match free.iter().position(|b| b.text == token.text) {
                Some(at) => {
                    free.swap_remove(at);
                }
                None if self.is_free(token) => {}
                None => return Err(Fault::New(token.text.clone())),
            }
        }
        match free.into_iter().find(|b| !self.is_free(b)) {
            Some(lost) => Err(Fault::Lost(lost.text.clone())),
            None => Ok(()),
        }
    }

    /// A word that may come and go.
    fn is_free(&self, token: &Token) -> bool {
        let pack = self.lang.pack();
        let word = token.text.as_str();
        pack.rewording.free.contains(&word)
            || pack.determiners.contains(&word)
            || pack.elisions.contains(&word) && word != "n"
    }

    fn facts(&self, source: &Draft, draft: &Draft) -> Result<(), Fault> {
        let Some(plan) = &self.plan else {
            return Err(Fault::Facts("the rules could not be made".to_owned()));
        };
        let results = plan.validate(Article {
            draft,
            source: Some(source),
        });
        let found = results.into_iter().flat_map(|r| r.findings).next();
        found.map_or(Ok(()), |f| Err(Fault::Facts(f.message())))
    }
}

/// The rules about facts, as a plan of their own: a recipe may leave them out, and its sentences have to be true all the same.
fn plan(lang: Lang) -> Option<Plan> {
    let text = format!("recipe judge \"1.0.0\"\nlanguage {}\n{RULES}", lang.code());
    check::plan_of("judge.recipe", &text)
}

fn tokens(lines: &[Line]) -> Vec<Token> {
    lines
        .iter()
        .flat_map(|l| l.tokens.iter().cloned())
        .collect()
}

/// A candidate is one or two plain sentences, about as long as the one it stands for.
fn form(sentence: &str, candidate: &str) -> Result<(), Fault> {
    let text = candidate.trim();
    let marks = ['#', '*', '_', '[', ']', '<', '>', '`', '|', '\n', '{', '}'];
    let whole =
        text.ends_with(['.', '!', '?', '…']) && text.starts_with(|c: char| !c.is_lowercase());
    let foreign = text.contains(marks) && !sentence.contains(marks);
    let length = |t: &str| t.split_whitespace().count();
    let quoted = ['«', '“', '"', '(', ':'];
    let brought = quoted
        .iter()
        .any(|q| text.contains(*q) && !sentence.contains(*q));
    if !whole || foreign || brought || length(text) * 2 > length(sentence) * 3 + 4 {
        return Err(Fault::Form);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same_passes_and_nothing_else_does() {
        let judge = Judge::new(Lang::FR);
        let s = "L’UE a lancé mercredi une nouvelle initiative pour lutter contre le trafic de drogue dans les ports européens.";
        let good = [
            "Mercredi, l’UE a lancé une nouvelle initiative pour lutter contre le trafic de drogue dans les ports européens.",
            "Une nouvelle initiative pour lutter contre le trafic de drogue dans les ports européens a été lancée mercredi par l’UE.",
        ];
        assert_eq!(judge.allows(s, good[0]), Ok(()));
        assert_eq!(
            judge.allows(s, good[1]),
            Err(Fault::New("été".to_owned())),
            "a passive is not told from a swap"
        );
        let bad = [
            "Le trafic de drogue est lancé mercredi par l’UE pour lutter contre les ports européens.",
            "L’UE n’a pas lancé mercredi une nouvelle initiative pour lutter contre le trafic de drogue dans les ports européens.",
            "L’UE a lancé jeudi une nouvelle initiative pour lutter contre le trafic de drogue dans les ports européens.",
            "L’UE a lancé une initiative contre le trafic de drogue dans les ports européens.",
            "Voici : L’UE a lancé mercredi une nouvelle initiative pour lutter contre le trafic de drogue dans les ports européens.",
            "L’UE a lancé mercredi une nouvelle initiative pour lutter contre le trafic de drogue dans les ports européens",
        ];
        for b in bad {
            assert!(judge.allows(s, b).is_err(), "{b}");
        }
    }

    #[test]
    fn orders_made_by_code_pass() {
        for (lang, s) in [
            (
                Lang::FR,
                "La Veyre est sortie de son lit à Marsac, a annoncé mercredi la préfecture.",
            ),
            (
                Lang::FR,
                "La décrue s’est amorcée en fin de matinée, selon le service de prévision des crues.",
            ),
            (
                Lang::FR,
                "Le niveau de la rivière a atteint 4,20 mètres à 5 h 30.",
            ),
            (Lang::EN, "The mayor said that the bridge would stay shut."),
            (Lang::EN, "According to police, the toll is provisional."),
        ] {
            let judge = Judge::new(lang);
            let orders = super::super::operators::orders(s, lang);
            assert!(!orders.is_empty(), "{s}");
            for order in orders {
                assert_eq!(judge.allows(s, &order), Ok(()), "{order}");
            }
        }
    }
}
