//! `bind`: what belongs together in the source belongs together in the article.

mod account;
mod actors;
mod addition;
mod addressee;
mod affirmed;
mod allowed;
mod anchor;
mod anchored;
mod appended;
mod brackets;
mod cause;
mod certain;
mod classes;
mod contrast;
mod counts;
mod days;
mod direction;
mod ends;
mod exceeds;
mod exchange;
mod foretold;
mod function;
mod hedge;
mod judged;
mod lasting;
mod likely;
mod lines;
mod measure;
mod mention;
mod mutants;
mod numbers;
mod open;
mod order;
mod pair;
mod parts;
mod plea;
mod polarity;
mod possession;
mod post;
mod prospect;
mod rates;
mod roles;
mod scale;
mod scores;
mod seat;
mod sides;
mod spans;
mod speech;
mod standard;
mod stock;
mod stranger;
mod superlative;
mod surnames;
mod tallies;
mod teller;
mod theory;
mod trade;
mod turned;
mod upgrade;
mod values;
mod way;
mod whole;

use pair::{Claim, Pair};

use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc, Tongue,
};
use crate::diag::Severity;
use crate::draft::total::At as _;
use crate::span::Loc;
use crate::tongue::Slots;

/// What nothing in the source speaks of.
const ADDITIONS: &str = "additions";
/// What can be bound.
const KINDS: &[&str] = &["numbers", "roles", "polarity", "hedges", ADDITIONS];

/// Compares one kind of binding.
type Check = fn(&Pair<'_>) -> Vec<Claim>;

/// The rules that bring this one with them.
pub const COMES_WITH: &[&str] = &["preserve", "no-new"];

/// Sentences longer than this are cut in messages.
const SHOWN: usize = 240;

/// The rule.
pub static DEF: Def = Def {
    id: "bind",
    summary: "numbers, people and words that deny or hedge mean what they mean in the source",
    docs: "\
Facts can all be there and still be wrong: a number put to another thing, two people who have changed places, a lost *not*. Each \
sentence of the article is aligned with the sentences of the source that it rests on, by the words they share, and the two are \
compared. It comes with `preserve` and `no-new`; `bind off` turns it off.

- `numbers` stay with what they count: of two numbers in one passage, neither takes the place of the other. What rises does not fall.
- `roles`: who does something to whom, and which function belongs to which person.
- `polarity`: a denial is neither lost nor added, a word does not turn into its opposite (`open`, `close`; `before`, `after`), no superlative \
and no cause comes in, and a cause that the source gives does not become another one.
- `hedges`: what the source keeps at a distance (`allegedly`, `selon le parquet`, `aurait`, `the union said`) does not become a fact, and who is suspected does not become guilty.
- `additions`: a sentence that tells what the source says gets no clause of three words and more of which none stands anywhere in the source. \
Where the source has words left that the clause could paraphrase, nothing is claimed. Nor comes in a whole sentence that tells what has happened or is \
planned (`She has hired a lawyer`), with three words and more of which none stands anywhere in the source; comments and explanations are let be. Behind `and` or `but` at the end of a sentence an event of two new words is enough, where no sentence of the source hereabouts is left untold.

It claims only what the two sentences decide: the same word, denied in one and not in the other; the same number in two places. A \
paraphrase in other words is left alone, and so is an explanation that rests on nothing in the source: reports list those. Findings \
are warnings unless the recipe gives the rule a severity.",
    settings: &[SettingDoc {
        name: "is",
        takes: "a list of `numbers`, `roles`, `polarity`, `hedges`, `additions`",
        doc: "what is compared; all of them unless set",
    }],
    bare: "is",
    open: false,
    merge: Merge::Append,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "told in other words",
            yaml: "language: en\nbind: [numbers, roles, polarity, hedges]\n",
            recipe: "language en\nbind numbers, roles, polarity, hedges\n",
            source: Some("Brest has 120 councillors and Vannes 85. The mayor, Paul Adam, did not attend. According to police, Tom Lee broke the window.\n"),
            draft: "# Two councils\n\nVannes has 85 councillors, Brest 120. Paul Adam, the mayor, stayed away. Police said Tom Lee broke the window.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "two numbers have changed places",
            yaml: "language: en\nbind: numbers\n",
            recipe: "language en\nbind numbers\n",
            source: Some("Brest has 120 councillors and Vannes 85.\n"),
            draft: "# Two councils\n\nVannes has 120 councillors and Brest 85.\n",
            expect: Expect::Fails {
                message: "goes with something else than in the source",
                at: "120",
            },
        },
        Example {
            title: "a denial is lost",
            yaml: "bind: polarity\n",
            recipe: "bind polarity\n",
            source: Some("Paul Marin n’a jamais signé le contrat du port.\n"),
            draft: "# Le port\n\nPaul Marin a signé le contrat du port.\n",
            expect: Expect::Fails {
                message: "`signé` is denied in the source (`jamais`), not here",
                at: "signé",
            },
        },
        Example {
            title: "a claim has become a fact",
            yaml: "bind: hedges\n",
            recipe: "bind hedges\n",
            source: Some("Selon le parquet, Paul Marin a fui en Espagne.\n"),
            draft: "# Fuite\n\nPaul Marin a fui en Espagne.\n",
            expect: Expect::Fails {
                message: "`Selon` of the source is lost: a claim has become a fact",
                at: "Paul Marin a fui en Espagne.",
            },
        },
        Example {
            title: "a function is given to somebody else",
            yaml: "language: en\nbind: roles\n",
            recipe: "language en\nbind roles\n",
            source: Some("The mayor, Paul Adam, met the architect Tom Lee at the port on Monday.\n"),
            draft: "# Meeting\n\nThe mayor, Tom Lee, met the architect Paul Adam at the port on Monday.\n",
            expect: Expect::Fails {
                message: "`mayor` is given to `Tom Lee`, in the source to `Paul Adam`",
                at: "Tom Lee",
            },
        },
        Example {
            title: "a clause is put to what the source says",
            yaml: "language: en\nbind: additions\n",
            recipe: "language en\nbind additions\n",
            source: Some("A patent was filed in 2023. The prototype weighs 340 g.\n"),
            draft: "# The cell\n\nThe prototype weighs 340 g. A patent was filed in 2023, and a carmaker has since taken out a licence.\n",
            expect: Expect::Fails {
                message: "the clause adds something: none of its 3 words stands in the source",
                at: "and a carmaker has since taken out a licence",
            },
        },
        Example {
            title: "nothing to compare with",
            yaml: "bind: polarity\n",
            recipe: "bind polarity\n",
            source: None,
            draft: "# Titre\n\nTexte.\n",
            expect: Expect::Skipped("no source"),
        },
    ],
};

#[derive(Debug)]
struct Bind {
    kinds: Vec<(&'static str, Loc)>,
    /// The severity is the recipe's own.
    explicit: bool,
    /// Another rule brought it: the prompts of that rule say what is asked for.
    brought: bool,
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let mut kinds = b.choices("is", KINDS);
    if kinds.is_empty() {
        if b.get("is").is_some() {
            return None;
        }
        kinds = KINDS.iter().map(|k| (*k, b.setting.loc)).collect();
    }
    kinds.sort_by_key(|(kind, _)| KINDS.iter().position(|k| k == kind));
    Some(Box::new(Bind {
        kinds,
        explicit: b.setting.severity.is_some(),
        brought: b.setting.statement.name.text != DEF.id,
    }))
}

impl Bind {
    fn loc(&self, kind: &str) -> Option<Loc> {
        self.kinds.iter().find(|k| k.0 == kind).map(|k| k.1)
    }
}

impl Rule for Bind {
    fn describe(&self) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|k| k.0).collect();
        format!("{} as in the source", kinds.join(", "))
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        if self.brought {
            return Vec::new();
        }
        let additions = self.loc(ADDITIONS).is_some();
        let others = self.kinds.iter().any(|k| k.0 != ADDITIONS);
        let ask = |key| Instruction::new(Scope::Facts, tongue, DEF.id, key, &Slots::new());
        [(others, "bindings"), (additions, "additions")]
            .into_iter()
            .filter(|(wanted, _)| *wanted)
            .map(|(_, key)| ask(key))
            .collect()
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let Some(source) = article.source else {
            out.skipped(Fault::new("no-source"));
            return;
        };
        let draft = article.draft;
        let pair = Pair::new(draft, source);
        let all: &[(&str, Check)] = &[
            ("numbers", numbers::check),
            ("numbers", exchange::numbers),
            ("numbers", counts::check),
            ("numbers", tallies::check),
            ("numbers", brackets::check),
            ("numbers", whole::check),
            ("numbers", parts::check),
            ("numbers", rates::check),
            ("numbers", scores::check),
            ("roles", roles::check),
            ("roles", sides::check),
            ("roles", function::check),
            ("roles", function::about),
            ("roles", function::bodies),
            ("roles", anchor::check),
            ("roles", trade::check),
            ("roles", exchange::names),
            ("roles", judged::check),
            ("roles", mention::check),
            ("roles", addressee::check),
            ("roles", teller::check),
            ("roles", post::check),
            ("roles", seat::check),
            ("polarity", polarity::check),
            ("polarity", contrast::check),
            ("polarity", anchored::check),
            ("polarity", days::check),
            ("polarity", order::check),
            ("polarity", ends::check),
            ("polarity", scale::check),
            ("polarity", turned::check),
            ("polarity", lasting::check),
            ("numbers", direction::check),
            ("numbers", values::check),
            ("numbers", exceeds::check),
            ("polarity", superlative::check),
            ("hedges", hedge::check),
            ("hedges", upgrade::check),
            ("hedges", theory::check),
            ("hedges", plea::check),
            ("hedges", open::check),
            ("polarity", cause::check),
            ("polarity", cause::beside),
            ("polarity", cause::events),
            ("polarity", cause::led),
            ("polarity", superlative::wider),
            ("additions", stock::check),
            ("polarity", possession::check),
            ("hedges", prospect::check),
            ("hedges", prospect::conditions),
            ("numbers", standard::check),
            (ADDITIONS, addition::check),
            (ADDITIONS, stranger::check),
            (ADDITIONS, appended::check),
            ("polarity", account::check),
            ("polarity", account::none),
            ("hedges", likely::check),
            ("hedges", certain::check),
            ("hedges", foretold::check),
            ("polarity", affirmed::check),
            ("roles", actors::check),
            ("roles", way::check),
            ("numbers", measure::check),
            ("polarity", allowed::check),
            ("polarity", spans::check),
            ("polarity", superlative::longer),
        ];
        let mut claims: Vec<(Claim, Loc)> = Vec::new();
        for &(kind, check) in all {
            if let Some(loc) = self.loc(kind) {
                claims.extend(check(&pair).into_iter().map(|c| (c, loc)));
            }
        }
        claims.sort_by_key(|(c, _)| (c.line, c.span));
        claims.dedup_by(|b, a| a.0.span == b.0.span);
        let sentences = pair.alignment.rows.len();
        let resting = pair.rows().count();
        out.measure(
            resting as f64,
            "sentences",
            format!("compared, of {sentences}"),
        );
        for (claim, loc) in claims {
            let says = cut(pair.line(claim.source).span.slice(source.text()));
            let line = pair.alignment.article.lines.at(claim.line);
            let text = cut(line.span.slice(draft.text()));
            let fault = claim.fault.text("says", says).text("text", text.clone());
            let found = out.fail(claim.span, Part::at(draft, claim.span.start), fault);
            found.excerpt = Some(text);
            found.source_span = Some(pair.line(claim.source).span);
            found.demanded = loc;
            if !self.explicit {
                found.severity = Severity::Warn;
            }
        }
    }

    fn facts(&self, _facts: &mut Facts) {}

    fn demands(&self, demands: &mut Demands) {
        demands.all("bindings of the source", self.kinds.iter().map(|k| k.0));
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        mutants::all(self, article)
    }
}

/// A sentence as messages show it.
fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
