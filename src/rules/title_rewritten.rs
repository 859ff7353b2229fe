//! `title.rewritten`: the title is not the source's own.

use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{chars, words};
use crate::lang::Lang;
use crate::resolve::Tongue;
use crate::rules::surgery;
use crate::rules::title_length::{title_of, without_title};
use crate::rules::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Measured, Merge,
    Mutant, Outcome, Part, Rule, Scope, SettingDoc,
};
use crate::span::Loc;
use crate::tongue::{Slot, Slots};

/// The rule's definition.
pub static DEF: Def = Def {
    id: "title.rewritten",
    summary: "the title is not the source's own title",
    docs: "Compares the title with the source's: its `#` heading, its front matter's `title`, or a first line that looks like a headline.\n\n\
Measured is the share of the shorter title's content words that stand in the other one in the same order (the longest common subsequence of folded words, \
function words left out). A title cut short, or with something hung on it, so comes to 100 %, and one whose words were put in another order to less. \
At most 80 % is wanted when nothing is said.\n\n\
Without a source, or when the source has no title, the rule is not looked at.",
    settings: &[
        SettingDoc {
            name: "is",
            takes: "`true` or `false`",
            doc: "whether the title must be rewritten",
        },
        SettingDoc {
            name: "at-most",
            takes: "a percentage",
            doc: "the share of words in the same order that is allowed; 80 % when nothing is said",
        },
    ],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "the same news, in other words",
            yaml: "title: { rewritten: true }",
            recipe: "title { rewritten }",
            source: Some(
                "# L’UE lance une alliance contre le trafic de drogue dans les ports\n\nLe plan est lancé.\n",
            ),
            draft: "# Trafic de drogue : l’Europe veut verrouiller ses ports\n\nLe plan est lancé.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "the source's title, cut short",
            yaml: "title: { rewritten: true }",
            recipe: "title { rewritten }",
            source: Some(
                "# L’UE lance une alliance contre le trafic de drogue dans les ports\n\nLe plan est lancé.\n",
            ),
            draft: "# L’UE lance une alliance contre le trafic de drogue\n\nLe plan est lancé.\n",
            expect: Expect::Fails {
                message: "100 % of the words are the source title's, in the same order, at most 80 % wanted",
                at: "L’UE lance une alliance contre le trafic de drogue",
            },
        },
        Example {
            title: "no source to compare with",
            yaml: "language: en\ntitle: { rewritten: true }",
            recipe: "language en\ntitle { rewritten }",
            source: None,
            draft: "# Ports unite against drugs\n\nThe plan is launched.\n",
            expect: Expect::Skipped("no source was given"),
        },
        Example {
            title: "a source without a title",
            yaml: "language: en\ntitle: { rewritten: true }",
            recipe: "language en\ntitle { rewritten }",
            source: Some(
                "The ports of Europe unite against drugs. The plan was launched on Wednesday in Antwerp.\n",
            ),
            draft: "# Ports unite against drugs\n\nThe plan is launched.\n",
            expect: Expect::Skipped("the source has no title"),
        },
    ],
};

/// The share allowed when nothing is said, in per cent.
const AT_MOST: f64 = 80.0;

#[derive(Debug)]
struct TitleRewritten {
    at_most: f64,
    loc: Loc,
}

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let before = binder.sink.errors();
    let wanted = binder.flag("is").is_none_or(|(b, _)| b);
    let mut at_most = AT_MOST;
    if let Some(range) = binder.real("at-most", &["%"]) {
        match range.max {
            Some(m)
                if (0.0..=100.0).contains(&m) && range.min.is_none_or(|n| n <= 0.0 || n == m) =>
            {
                at_most = m
            }
            _ => binder.sink.push(
                Diagnostic::error(
                    codes::E0305,
                    "`at-most` takes a percentage from 0 % to 100 %",
                )
                .at(range.loc, "not a share of the title")
                .help("title: { rewritten: { at-most: 80 % } }"),
            ),
        }
    }
    if binder.sink.errors() > before || !wanted {
        return None;
    }
    Some(Box::new(TitleRewritten {
        at_most,
        loc: binder.loc(),
    }))
}

/// The content words of a title, folded; all words when it has no others.
fn content(text: &str, lang: Lang) -> Vec<String> {
    let pack = lang.pack();
    let folded: Vec<String> = words(text, lang)
        .into_iter()
        .filter_map(|(a, b)| text.get(a..b))
        .map(|w| without_elision(&fold(w), lang).to_owned())
        .collect();
    let kept: Vec<String> = folded
        .iter()
        .filter(|w| !pack.function_words.contains(&w.as_str()))
        .cloned()
        .collect();
    if kept.is_empty() { folded } else { kept }
}

/// `l'ue` without its article.
fn without_elision(word: &str, lang: Lang) -> &str {
    match word.split_once(['\'', '’']) {
        Some((head, rest)) if lang.pack().elisions.contains(&head) && !rest.is_empty() => rest,
        _ => word,
    }
}

/// Length of the longest common subsequence.
fn common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let up = *row.at(j + 1);
            let most = if x == y {
                diagonal + 1
            } else {
                up.max(*row.at(j))
            };
            row.put(j + 1, most);
            diagonal = up;
        }
    }
    *row.at(b.len())
}

/// The share of the shorter title's content words that stand in the other in the same order, in per cent.
fn share(title: &str, other: &str, lang: Lang) -> f64 {
    let (a, b) = (content(title, lang), content(other, lang));
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    100.0 * common(&a, &b) as f64 / shorter as f64
}

impl Rule for TitleRewritten {
    fn describe(&self) -> String {
        format!(
            "at most {} % of the words in the source title's order",
            self.at_most
        )
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let slots = Slots::new().with("most", Slot::Number(self.at_most));
        let ask = Instruction::new(Scope::Title, tongue, DEF.id, "own", &slots);
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let Some(title) = title_of(draft, out) else {
            return;
        };
        let Some(source) = article.source else {
            out.skipped(Fault::new("no-source"));
            return;
        };
        let Some(own) = source.headline() else {
            out.skipped(Fault::new("source-no-title"));
            return;
        };
        let value = share(&title.text, &own.text, draft.lang());
        let limit = format!("at most {}", self.at_most);
        out.measure(value, "%", limit.clone());
        // A share is a ratio of two whole numbers: a hair above the limit is the limit.
        if value <= self.at_most + 1e-9 {
            return;
        }
        let fault = Fault::new("copied")
            .with("share", Slot::Number(value.round()))
            .with("most", Slot::Number(self.at_most))
            .text("text", title.text.clone());
        let finding = out.fail(title.span, Part::Title, fault);
        finding.excerpt = Some(title.text.clone());
        finding.source_span = Some(own.span);
        finding.measured = Some(Measured {
            value,
            unit: "%",
            limit,
        });
    }

    fn facts(&self, facts: &mut Facts) {
        facts.title.get_or_insert(self.loc);
    }

    fn demands(&self, demands: &mut Demands) {
        demands.within(
            "% of the words in the source title's order",
            None,
            Some(self.at_most),
        );
    }

    /// The source's title, and pieces of it no longer than the draft's own title, which other rules bound; in front of some stand
    /// the first words of that title, which may be wanted there.
    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let mut out: Vec<Mutant> = without_title(draft).into_iter().collect();
        let source = article.source.and_then(crate::draft::Draft::headline);
        let (Some(title), Some(own)) = (draft.title(), source) else {
            return out;
        };
        if self.at_most >= 100.0 {
            return out;
        }
        let lang = draft.lang();
        let mut write = |what: &str, text: &str| {
            out.push(Mutant::replacing(what, draft, title.span, text));
        };
        write("took the title of the source", &own.text);
        let heads = words(&title.text, lang);
        let pieces = words(&own.text, lang);
        let long = chars(&title.text);
        // What the recipe wants to stand in the title may be at either end of it, or be any two words of it.
        let mut affixes = vec![(String::new(), String::new())];
        for n in 1..=heads.len().min(4) {
            let head = heads.get(n).and_then(|w| title.text.get(..w.0));
            affixes.extend(head.map(|h| (h.to_owned(), String::new())));
            let tail = heads
                .get(heads.len() - n)
                .and_then(|w| title.text.get(w.0..));
            affixes.extend(tail.map(|t| (String::new(), format!(" {t}"))));
        }
        for pair in heads.windows(2).skip(1) {
            let words = title.text.get(pair.at(0).0..pair.at(1).1);
            affixes.extend(words.map(|w| (format!("{w} "), String::new())));
        }
        for (head, tail) in affixes {
            let best = pieces
                .iter()
                .flat_map(|first| pieces.iter().map(move |last| (first.0, last.1)))
                .filter_map(|(start, end)| own.text.get(start..end))
                .map(|piece| format!("{head}{piece}{tail}"))
                .filter(|t| chars(t) <= long)
                .map(|t| {
                    // What is missing comes before the end that is kept.
                    let missing = long - chars(&t);
                    match t.strip_suffix(&tail) {
                        Some(start) if !tail.is_empty() => {
                            let with = surgery::lengthened(lang, start, chars(start) + missing);
                            format!("{with}{tail}")
                        }
                        _ => surgery::lengthened(lang, &t, long),
                    }
                })
                .filter(|t| share(t, &own.text, lang) > self.at_most + 1.0)
                .max_by(|a, b| share(a, &own.text, lang).total_cmp(&share(b, &own.text, lang)));
            let what = match (head.trim(), tail.trim()) {
                ("", "") => "put a piece of the source’s title in place of its own".to_owned(),
                (head, "") => format!("put a piece of the source’s title after `{head}`"),
                (_, tail) => format!("put a piece of the source’s title before `{tail}`"),
            };
            if let Some(text) = best {
                write(&what, &text);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_matters_and_cutting_does_not_help() {
        let source = "L’UE lance une alliance pour lutter contre le trafic de drogue";
        let fr = Lang::FR;
        assert_eq!(share(source, source, fr), 100.0);
        assert_eq!(share("L’UE lance une alliance", source, fr), 100.0);
        let longer = format!("{source}, les syndicats sceptiques");
        assert_eq!(share(&longer, source, fr), 100.0);
        assert!(share("Trafic de drogue : l’UE lance une alliance", source, fr) < 80.0);
        assert_eq!(share("", source, fr), 0.0);
    }
}
