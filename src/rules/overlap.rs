//! `overlap`: how much of the article is copied from the source word for word.

mod takeover;

use super::surgery;
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Measured, Merge,
    Mutant, Outcome, Part, Rule, Scope, SettingDoc, Tongue,
};
use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::Draft;
use crate::draft::shared_ngrams;
use crate::span::{Loc, Span};
use crate::tongue::{Slot, Slots};

/// A share of fewer n-grams than this says nothing.
const FEWEST: usize = 50;
/// How many words in a row are compared when the recipe does not say.
const DEFAULT_N: usize = 5;

/// The rule.
pub static DEF: Def = Def {
    id: "overlap",
    summary: "at most a given share of the article's word sequences stands in the source too",
    docs: "\
Rewriting is not copying with other line breaks. An n-gram is a run of *n* words inside one paragraph, compared without case \
and typography. The share is the number of n-grams of the article's body that stand anywhere in the source, title included, \
divided by the number of n-grams of the body. Quotations are excepted, because they have to be copied: no n-gram holds a word of one.

`<= 40 % of 5-grams` sets both; without `of`, 5-grams are meant, long enough that names and fixed phrases seldom count. There \
is no limit of its own.

Under 50 n-grams the share is not decided: one sentence would move it by a quarter.

The finding shows the longest run of copied words, which is where a rewrite gains most.",
    settings: &[SettingDoc {
        name: "is",
        takes: "a share, such as `<= 40 % of 5-grams`",
        doc: "the greatest share of word sequences that may stand in the source too",
    }],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "told in other words",
            yaml: "language: en\noverlap: <= 40 % of 3-grams\n",
            recipe: "language en\noverlap <= 40 % of 3-grams\n",
            source: Some(COPY_EN),
            draft: "# Harbour gets its cranes\n\nFour million pounds will pay for two cranes, councillors decided on Monday night, after arguing for three hours about a debt that the previous majority had left behind. Residents who had filled the public gallery heard the treasurer promise that local taxes would stay as they were, while dock workers outside welcomed a decision they say came ten years late.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "copied but for a few words",
            yaml: "language: en\noverlap: <= 40 % of 3-grams\n",
            recipe: "language en\noverlap <= 40 % of 3-grams\n",
            source: Some(COPY_EN),
            draft: "# Harbour gets its cranes\n\nThe town council voted late on Monday to spend four million pounds on two new harbour cranes, after a debate of three hours over the debt left by the former majority. Outside, people were pleased. The treasurer told a crowded gallery that taxes would not rise, and the dockers who had waited outside cheered a decision that they had asked for since 2016.\n",
            expect: Expect::Fails {
                message: "% of 3-grams stand in the source, at most 40 % wanted",
                at: "The town council voted late on Monday to spend four million pounds on two new harbour cranes, after a debate of three hours over the debt left by the former majority",
            },
        },
        Example {
            title: "too little text to tell",
            yaml: "overlap: <= 40 %\n",
            recipe: "overlap <= 40 %\n",
            source: Some("Le conseil vote le budget du port.\n"),
            draft: "# Le budget voté\n\nLe conseil vote le budget du port.\n",
            expect: Expect::Undetermined("fewer than 50"),
        },
        Example {
            title: "nothing to compare with",
            yaml: "overlap: <= 40 %\n",
            recipe: "overlap <= 40 %\n",
            source: None,
            draft: "# Le budget voté\n\nLe conseil vote le budget du port.\n",
            expect: Expect::Skipped("no source"),
        },
    ],
};

const COPY_EN: &str = "The town council voted late on Monday to spend four million pounds on two new harbour cranes, after a debate of three hours over the debt left by the former majority. The treasurer told a crowded gallery that taxes would not rise, and the dockers who had waited outside cheered a decision that they had asked for since 2016.\n";

#[derive(Debug)]
struct Overlap {
    /// The greatest share, in per cent.
    max: f64,
    n: usize,
    loc: Loc,
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    if b.get("is").is_none() {
        b.missing("is", "overlap: <= 40 % of 5-grams");
        return None;
    }
    let range = b.real("is", &["%"])?;
    let n = match &range.of {
        None => DEFAULT_N,
        Some(of) => match grams(of) {
            Some(n) => n,
            None => {
                let mut d = Diagnostic::error(
                    codes::E0305,
                    format!("`overlap` is measured in `2-grams` to `12-grams`, found `{of}`"),
                )
                .at(range.of_loc, "not a number of words in a row");
                let digits = of.len() - of.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let meant = format!("{}-grams", &of[..digits]);
                d = match grams(&meant) {
                    Some(_) => d
                        .help(format!("did you mean `{meant}`?"))
                        .fix(range.of_loc, meant),
                    None => d.help("overlap: <= 40 % of 5-grams"),
                };
                b.sink.push(d);
                return None;
            }
        },
    };
    let Some(max) = range.max.filter(|_| range.min.is_none_or(|m| m <= 0.0)) else {
        b.sink.push(
            Diagnostic::error(codes::E0305, "`overlap` takes an upper limit alone")
                .at(range.loc, "a least share of copied words cannot be meant")
                .help("overlap: <= 40 % of 5-grams"),
        );
        return None;
    };
    if !(0.0..=100.0).contains(&max) {
        b.sink.push(
            Diagnostic::error(codes::E0305, format!("a share of {max} % cannot be meant"))
                .at(range.loc, "expected 0 to 100 %"),
        );
        return None;
    }
    Some(Box::new(Overlap {
        max,
        n,
        loc: range.loc,
    }))
}

/// `5-grams`: 5.
fn grams(of: &str) -> Option<usize> {
    let digits = of
        .strip_suffix("-grams")
        .or_else(|| of.strip_suffix("-gram"))?;
    digits.parse().ok().filter(|n| (2..=12).contains(n))
}

fn quote_spans(draft: &Draft) -> Vec<Span> {
    draft.quotes().iter().map(|q| q.span).collect()
}

impl Overlap {
    fn limit(&self) -> Slots {
        Slots::new()
            .with("most", Slot::Number(self.max))
            .with("n", Slot::Number(self.n as f64))
    }
}

impl Rule for Overlap {
    fn describe(&self) -> String {
        format!("at most {} % of {}-grams", self.max, self.n)
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let ask = Instruction::new(Scope::Passage, tongue, DEF.id, "own", &self.limit());
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let Some(source) = article.source else {
            out.skipped(Fault::new("no-source"));
            return;
        };
        let draft = article.draft;
        let shared = shared_ngrams(draft, source, self.n, &quote_spans(draft));
        if shared.total < FEWEST {
            out.undetermined(
                Fault::new("few-grams")
                    .with("least", Slot::Number(FEWEST as f64))
                    .with("n", Slot::Number(self.n as f64))
                    .with("found", Slot::Number(shared.total as f64)),
            );
            return;
        }
        let percent = shared.ratio * 100.0;
        let limit = format!("at most {}", self.max);
        out.measure((percent * 100.0).round() / 100.0, "%", limit.clone());
        if percent <= self.max {
            return;
        }
        let span = shared.longest.first().copied().unwrap_or(Span::at(0));
        let run = span.slice(draft.text());
        let mut fault = Fault::new("copied")
            .with("share", shown(percent, self.max))
            .text("text", run);
        fault.with = fault.with.and(&self.limit());
        let found = out.fail(span, Part::at(draft, span.start), fault);
        found.measured = Some(Measured {
            value: percent,
            unit: "%",
            limit,
        });
        found.excerpt = Some(run.to_owned());
        found.demanded = self.loc;
    }

    fn facts(&self, _facts: &mut Facts) {}

    fn demands(&self, demands: &mut Demands) {
        demands.within(format!("% of {}-grams", self.n), None, Some(self.max));
    }

    /// Sentence by sentence the draft goes over to the source. Which sentences of the source are used is tried out: some of them
    /// may be wanting for reasons that are no business of this rule.
    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let Some(source) = article.source else {
            return Vec::new();
        };
        let draft = article.draft;
        let copies = |text: &str| {
            let copy = Draft::parse(text, draft.lang());
            let shared = shared_ngrams(&copy, source, self.n, &quote_spans(&copy));
            shared.total >= FEWEST && shared.ratio * 100.0 > self.max
        };
        let theirs = takeover::sentences(source, self.n);
        let half = theirs.len() / 2;
        let third = theirs.len() / 3;
        let choices: [(&str, &dyn Fn(usize) -> bool); 6] = [
            ("sentences of the source", &|_| true),
            ("sentences of the source's first half", &|i| i < half),
            ("sentences of the source's second half", &|i| i >= half),
            ("sentences of the source's last third", &|i| {
                i + third >= theirs.len()
            }),
            ("every other sentence of the source", &|i| i % 2 == 0),
            ("the other sentences of the source", &|i| i % 2 == 1),
        ];
        let mut out: Vec<Mutant> = Vec::new();
        for (what, chosen) in choices {
            let some: Vec<_> = theirs
                .iter()
                .enumerate()
                .filter(|(i, _)| chosen(*i))
                .map(|(_, t)| t)
                .collect();
            let swaps = takeover::swaps(draft, &some);
            let text = (1..=swaps.all.len())
                .map(|n| surgery::replace(draft, swaps.all.get(..n).unwrap_or_default().to_vec()))
                .find(|text| copies(text));
            let mut push = |what: String, text: Option<String>| {
                if let Some(text) = text.filter(|t| out.iter().all(|m| m.draft != *t)) {
                    out.push(Mutant { what, draft: text });
                }
            };
            push(format!("wrote {what} in place of its own"), text);
            // As far as nothing is lost by it, and the rest in paragraphs of its own; or all of it there.
            for (n, how) in [
                (swaps.harmless, "in place of its own and beside them"),
                (0, "beside its own"),
            ] {
                let text = surgery::replace(draft, swaps.all.get(..n).unwrap_or_default().to_vec());
                let begun = Draft::parse(&text, draft.lang());
                let first = if n == 0 { 0 } else { swaps.uses };
                let added = takeover::copies(draft.lang(), &some, first);
                let text = (1..=added.len())
                    .map(|n| surgery::spread_paragraphs(&begun, added.get(..n).unwrap_or_default()))
                    .find(|text| copies(text));
                push(format!("wrote {what} {how}"), text);
            }
        }
        // The title, and what stands before it, is the draft's own.
        let head = draft
            .title()
            .and_then(|t| t.block)
            .and_then(|b| draft.blocks().get(b));
        let head = draft
            .text()
            .get(..head.map_or(0, |b| b.span.end))
            .unwrap_or("");
        let body = source
            .headline()
            .and_then(|t| source.blocks().get(t.block?));
        let body = source
            .text()
            .get(body.map_or(0, |b| b.span.end)..)
            .unwrap_or("");
        let whole = format!("{}\n\n{}\n", head.trim_end(), body.trim());
        if copies(&whole) {
            out.push(Mutant {
                what: "put the source under the draft's title".to_owned(),
                draft: whole,
            });
        }
        out
    }
}

/// A share without decimals, or with as many as it takes to see that it is above the limit.
fn shown(percent: f64, max: f64) -> Slot {
    let hidden = percent > max && percent.round() <= max;
    Slot::Fixed {
        value: percent,
        decimals: if hidden { 2 } else { 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_number_of_words() {
        assert_eq!(grams("5-grams"), Some(5));
        assert_eq!(grams("1-gram"), None);
        assert_eq!(grams("words"), None);
        let decimals = |percent| match shown(percent, 40.0) {
            Slot::Fixed { decimals, .. } => decimals,
            _ => 0,
        };
        assert_eq!(decimals(40.3), 2);
        assert_eq!(decimals(52.6), 0);
    }
}
