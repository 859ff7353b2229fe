//! How well the tests of a recipe could notice a rule that is broken: the mutants of all its passing drafts, taken together.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use super::case::{Suite, Test, Wanted};
use super::mutate::{self, Fate, RuleScore, Standing};
use super::outcome::Status;
use super::print::FileResult;
use super::print::text::line;
use super::session::Opened;
use super::workshop::Workshop;
use crate::diag::counts::counted;
use crate::draft::Draft;
use crate::report::text::printable;
use crate::report::{Place, recipe_place};
use crate::rules::{Article, RuleId};
use crate::source::{Source, SourceMap};

/// How one recipe stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strength {
    /// The recipe's file.
    pub recipe: String,
    /// How many drafts were broken.
    pub drafts: usize,
    /// Rules that are proven on at least one draft and silent on none.
    pub proven: usize,
    /// All its rules. One that was looked at on no draft is among them: nothing is proven of it.
    pub judged: usize,
    /// Mutants that were tried.
    pub mutants: usize,
    /// Mutants that their rule caught.
    pub caught: usize,
    /// What is wrong, rule by rule.
    pub defects: Vec<Defect>,
    /// Parts of rules that are proven otherwise, as they are written, by rule: no draft is known that breaks them.
    pub untried: Vec<(String, Vec<String>)>,
    /// Tests whose drafts could not be used, and why.
    pub refused: Vec<(String, String)>,
}

/// Why nothing is proven of a recipe.
const UNTRIED: &str = "no test passed whose draft is expected to hold";

/// A rule that the drafts do not prove.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Defect {
    /// The rule's id.
    pub rule: String,
    /// Its setting in canonical words.
    pub setting: String,
    /// What is wrong, as a lowercase fragment.
    pub what: String,
    /// The test on whose draft it shows.
    pub test: String,
    /// Where the rule is set.
    pub demanded: Place,
}

impl Strength {
    /// The share of the rules that are proven, in whole per cent, rounded down. Nothing looked at is nothing proven: 0.
    #[must_use]
    pub fn percent(&self) -> usize {
        (100 * self.proven).checked_div(self.judged).unwrap_or(0)
    }

    /// Whether no draft of the recipe was broken.
    #[must_use]
    pub fn untried(&self) -> bool {
        self.drafts == 0
    }

    /// What is wrong beside the defects of single rules: drafts that could not be used, or that there was none.
    #[must_use]
    pub(super) fn lacks(&self) -> Vec<String> {
        if self.refused.is_empty() && self.untried() {
            return vec![UNTRIED.to_owned()];
        }
        let refused = self.refused.iter();
        refused
            .map(|(test, why)| format!("the test `{test}`: {why}"))
            .collect()
    }

    /// Whether every rule is proven.
    #[must_use]
    pub fn whole(&self) -> bool {
        self.percent() == 100 && self.refused.is_empty()
    }
}

/// One draft that was broken: what is told of it, and none of its mutants.
struct Broken<'a> {
    recipe: String,
    test: &'a str,
    /// Why nothing was tried.
    refused: Option<String>,
    /// Its rules, in the order of the plan.
    rules: Vec<Seen>,
    mutants: usize,
    caught: usize,
}

/// How a rule came out on one draft.
struct Seen {
    rule: RuleId,
    untried: Vec<String>,
    verdict: Seeming,
}

/// What one draft says of a rule.
enum Seeming {
    Proven,
    /// It is not, and this is why; silent, unproven or not looked at.
    Defect(Standing, Box<Defect>),
}

/// Breaks the drafts of all tests that passed and expect nothing to fail, and sums up by recipe, in the order of their names. A
/// recipe none of whose drafts could be broken is among them, with nothing proven. The results come from a workshop that keeps
/// drafts.
#[must_use]
pub fn measure(
    workshop: &Workshop<'_>,
    opened: &[Opened],
    results: &[FileResult],
    jobs: usize,
) -> Vec<Strength> {
    let mut work: Vec<(&Suite, &Source, &Test, &str)> = Vec::new();
    let mut recipes: BTreeMap<String, Vec<Broken<'_>>> = BTreeMap::new();
    for (file, result) in opened.iter().zip(results) {
        let Ok(suite) = &file.suite else { continue };
        // The outcomes are those of a part of the tests, in the same order.
        let mut rest = suite.tests.iter();
        let mut known = false;
        for outcome in &result.tests {
            let test = rest.find(|t| t.name.text == outcome.name);
            if let (Some(test), false) = (test, known)
                && let Ok(prepared) = workshop.prepare(suite, &file.source, test)
            {
                recipes.entry(prepared.compiled.file.clone()).or_default();
                known = true;
            }
            if let (Some(test), Some(draft), Status::Passed) =
                (test, &outcome.draft, outcome.status())
                && test.expect.wanted == Wanted::Listed
                && test.expect.fails.is_empty()
                && test.expect.undecided.is_empty()
            {
                work.push((suite, &file.source, test, draft));
            }
        }
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Broken<'_>)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, work.len().max(1)) {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some((suite, source, test, draft)) = work.get(i) else {
                        break;
                    };
                    let broken = one(workshop, suite, source, test, draft);
                    if let (Some(broken), Ok(mut done)) = (broken, done.lock()) {
                        done.push((i, broken));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(i, _)| *i);
    for (_, broken) in done {
        recipes
            .entry(broken.recipe.clone())
            .or_default()
            .push(broken);
    }
    recipes
        .into_iter()
        .map(|(recipe, drafts)| sum(recipe, &drafts))
        .collect()
}

fn one<'a>(
    workshop: &Workshop<'_>,
    suite: &Suite,
    source: &Source,
    test: &'a Test,
    text: &str,
) -> Option<Broken<'a>> {
    // A test that passed can be prepared again.
    let prepared = workshop.prepare(suite, source, test).ok()?;
    let compiled = &prepared.compiled;
    let draft = Draft::parse(text, compiled.plan.lang());
    let score = mutate::mutate(
        &compiled.plan,
        Article {
            draft: &draft,
            source: prepared.source.as_ref().map(|s| &s.draft),
        },
    );
    Some(Broken {
        recipe: compiled.file.clone(),
        test: &test.name.text,
        refused: score.refused,
        mutants: score
            .rules
            .iter()
            .flat_map(|r| &r.mutants)
            .filter(|m| m.fate != Fate::NoChange)
            .count(),
        caught: score.rules.iter().map(RuleScore::caught).sum(),
        rules: score
            .rules
            .into_iter()
            .map(|rule| Seen {
                verdict: seeming(&rule, &test.name.text, &compiled.sources),
                untried: rule.untried,
                rule: rule.rule,
            })
            .collect(),
    })
}

fn seeming(rule: &RuleScore, test: &str, sources: &SourceMap) -> Seeming {
    let what = match &rule.standing {
        Standing::Proven => return Seeming::Proven,
        Standing::NotLookedAt { reason } => {
            format!("looked at on no draft that holds: {reason}")
        }
        _ => rule.defect().unwrap_or_default(),
    };
    let defect = Defect {
        rule: rule.rule.to_string(),
        setting: rule.setting.clone(),
        what,
        test: test.to_owned(),
        demanded: recipe_place(sources, rule.demanded),
    };
    Seeming::Defect(rule.standing.clone(), Box::new(defect))
}

/// All drafts of a recipe together: a rule is proven when it is proven on one and silent on none.
fn sum(recipe: String, drafts: &[Broken<'_>]) -> Strength {
    let mut out = Strength {
        recipe,
        drafts: 0,
        proven: 0,
        judged: 0,
        mutants: 0,
        caught: 0,
        defects: Vec::new(),
        untried: Vec::new(),
        refused: Vec::new(),
    };
    let mut order: Vec<&RuleId> = Vec::new();
    let mut rules: BTreeMap<&str, Vec<&Seeming>> = BTreeMap::new();
    let mut untried: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for draft in drafts {
        if let Some(why) = &draft.refused {
            out.refused.push((draft.test.to_owned(), why.clone()));
            continue;
        }
        out.drafts += 1;
        out.mutants += draft.mutants;
        out.caught += draft.caught;
        for seen in &draft.rules {
            let verdicts = rules.entry(seen.rule.as_str()).or_default();
            if verdicts.is_empty() {
                order.push(&seen.rule);
                untried.insert(seen.rule.as_str(), seen.untried.clone());
            }
            // What one draft tries is tried.
            if let Some(parts) = untried.get_mut(seen.rule.as_str()) {
                parts.retain(|p| seen.untried.contains(p));
            }
            verdicts.push(&seen.verdict);
        }
    }
    for id in order {
        let proven = out.proven;
        if let Some(verdicts) = rules.get(id.as_str()) {
            judge(verdicts, &mut out);
        }
        let parts = untried.remove(id.as_str()).unwrap_or_default();
        if out.proven > proven && !parts.is_empty() {
            out.untried.push((id.to_string(), parts));
        }
    }
    out
}

fn judge(seen: &[&Seeming], out: &mut Strength) {
    let defect = |wanted: &dyn Fn(&Standing) -> bool| {
        seen.iter().find_map(|s| match s {
            Seeming::Defect(standing, defect) if wanted(standing) => Some(defect),
            _ => None,
        })
    };
    let proven = seen.iter().any(|s| matches!(s, Seeming::Proven));
    out.judged += 1;
    let worst = defect(&|s| *s == Standing::Silent)
        .or_else(|| defect(&Standing::judged).filter(|_| !proven))
        .or_else(|| defect(&|_| true).filter(|_| !proven));
    match worst {
        Some(defect) => out.defects.push((**defect).clone()),
        None => out.proven += 1,
    }
}

/// The strengths for people.
#[must_use]
pub fn text(strengths: &[Strength]) -> String {
    let mut out = String::from("mutants\n");
    if strengths.is_empty() {
        let _ = writeln!(out, "  {UNTRIED}");
    }
    for s in strengths {
        if s.untried() && s.refused.is_empty() {
            let _ = writeln!(out, "  {}  0 % ({UNTRIED})", s.recipe);
            continue;
        }
        let _ = writeln!(
            out,
            "  {}  {} % ({} of {} proven; {} of {} caught; {})",
            s.recipe,
            s.percent(),
            s.proven,
            counted(s.judged, "rules"),
            s.caught,
            counted(s.mutants, "mutants"),
            counted(s.drafts, "drafts")
        );
        for d in &s.defects {
            let _ = writeln!(
                out,
                "    {}  {}: {}\n      in the test `{}`, set at {}",
                printable(&d.rule),
                printable(&d.setting),
                printable(&d.what),
                printable(&d.test),
                line(&d.demanded)
            );
        }
        for (rule, parts) in &s.untried {
            let _ = writeln!(
                out,
                "    {}  not tried, for no text is known that it finds: {}",
                printable(rule),
                printable(&parts.join(", "))
            );
        }
        for lack in s.lacks() {
            let _ = writeln!(out, "    {}", printable(&lack));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::print::{Results, github, junit};

    /// A draft that could not be used is told in every format: the status alone would tell nobody which.
    #[test]
    fn a_draft_that_was_refused_is_told() {
        let mut strength = sum("a.yaml".to_owned(), &[]);
        (strength.proven, strength.judged, strength.drafts) = (1, 1, 1);
        strength.refused = vec![("one".to_owned(), "it does not hold".to_owned())];
        assert!(!strength.whole());
        let results = Results {
            files: Vec::new(),
            orphans: Vec::new(),
            strengths: Some(vec![strength.clone()]),
        };
        for out in [
            text(&[strength]),
            github::print(&results, &str::to_owned),
            junit::print(&results),
        ] {
            assert!(out.contains("the test `one`: it does not hold"), "{out}");
        }
        assert!(junit::print(&results).contains("failures=\"1\""));
    }
}
