//! Mutants: a draft that holds is broken on purpose, rule by rule, and the rule has to speak up, alone.
//!
//! A validator that never fails proves nothing about an article. Here every rule of a plan is put to the test on a draft that it
//! accepts: the rule's own file knows ways to break such a draft ([`crate::rules::Rule::mutants`]), and each of them is validated by the
//! whole plan. A rule is proven when all its mutants are caught and at least one of them by that rule alone: what only speaks
//! together with another rule may be that other rule's echo.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use crate::check::{Plan, RuleResult};
use crate::diag::counts::counted;
use crate::draft::Draft;
use crate::report::text::printable;
use crate::rules::{Article, RuleId, Verdict};
use crate::span::Loc;

/// How well a plan's rules notice faults in one draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Why nothing was tried, as a lowercase fragment: the draft does not hold in the first place.
    pub refused: Option<String>,
    /// The rules, in the order of the plan. Empty when the draft was refused.
    pub rules: Vec<RuleScore>,
}

/// How one rule came out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleScore {
    /// The rule's id.
    pub rule: RuleId,
    /// The setting in canonical words.
    pub setting: String,
    /// Where it is set.
    pub demanded: Loc,
    /// What comes of its mutants.
    pub standing: Standing,
    /// Every mutant that was tried.
    pub mutants: Vec<Tried>,
    /// Parts of the rule that no mutant tries, as they are written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub untried: Vec<String>,
}

/// What the mutants say of a rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "standing")]
pub enum Standing {
    /// It caught all its mutants, and at least one of them alone.
    Proven,
    /// It was silent on at least one of them.
    Silent,
    /// It caught all of them, but never alone: these rules spoke up each time. None when it was another one each time.
    Shadowed {
        /// The rules that spoke up beside every mutant.
        by: Vec<RuleId>,
    },
    /// No mutant could be made, or none that changes the draft: nothing shows that the rule can fail.
    Unbroken,
    /// It could not be judged on this draft: never counted as proven.
    NotLookedAt {
        /// Why, as a lowercase fragment.
        reason: String,
    },
}

/// One mutant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    /// What was done to the draft, as a lowercase fragment.
    pub what: String,
    /// What came of it.
    #[serde(flatten)]
    pub fate: Fate,
    /// The broken draft, kept when the rule was silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
}

/// What came of a mutant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "fate")]
pub enum Fate {
    /// Its rule spoke up, and no other.
    Caught,
    /// Its rule spoke up, and so did these; or they could no longer be decided.
    CaughtWith {
        /// The others, in the order of the plan.
        others: Vec<RuleId>,
    },
    /// Its rule was silent.
    Survived,
    /// The draft came out as it was.
    NoChange,
}

/// Breaks a draft that holds in every way that the plan's rules know, and says which rules noticed. The article is read in
/// the plan's language, as everywhere; with `article.source` missing, rules that compare are not looked at.
#[must_use]
pub fn mutate(plan: &Plan, article: Article<'_>) -> Score {
    let whole = plan.validate(article);
    if let Some(refused) = fault(&whole) {
        return Score {
            refused: Some(refused),
            rules: Vec::new(),
        };
    }
    let rules = plan
        .rules
        .iter()
        .zip(&whole)
        .map(|(bound, result)| {
            let mut score = RuleScore {
                rule: bound.id.clone(),
                setting: result.setting.clone(),
                demanded: bound.loc,
                standing: Standing::Unbroken,
                mutants: Vec::new(),
                untried: Vec::new(),
            };
            if let Verdict::Skipped { reason } | Verdict::Undetermined { reason } = &result.verdict
            {
                score.standing = Standing::NotLookedAt {
                    reason: reason.to_string(),
                };
                return score;
            }
            score.mutants = bound
                .rule
                .mutants(article)
                .into_iter()
                .map(|mutant| {
                    let fate = fate(plan, article, &whole, &bound.id, &mutant.draft);
                    Tried {
                        what: mutant.what,
                        draft: (fate == Fate::Survived).then_some(mutant.draft),
                        fate,
                    }
                })
                .collect();
            score.standing = standing(&score.mutants);
            score.untried = bound.rule.untried(article);
            score
        })
        .collect();
    Score {
        refused: None,
        rules,
    }
}

/// Why a draft cannot be used: what is broken already shows nothing when it is broken once more.
fn fault(results: &[RuleResult]) -> Option<String> {
    let failing: Vec<&RuleResult> = results.iter().filter(|r| !r.findings.is_empty()).collect();
    if let Some(first) = failing.iter().find_map(|r| r.findings.first()) {
        let rules: Vec<String> = failing.iter().map(|r| format!("`{}`", r.rule)).collect();
        return Some(format!(
            "the draft does not hold in the first place: {} found fault with it ({})",
            rules.join(", "),
            first.message()
        ));
    }
    results.iter().find_map(|r| match &r.verdict {
        Verdict::Undetermined { reason } if r.severity == crate::diag::Severity::Error => {
            Some(format!(
                "the draft does not hold: `{}` could not be decided ({reason})",
                r.rule
            ))
        }
        _ => None,
    })
}

fn fate(
    plan: &Plan,
    article: Article<'_>,
    before: &[RuleResult],
    rule: &RuleId,
    text: &str,
) -> Fate {
    if text == article.draft.text() {
        return Fate::NoChange;
    }
    let broken = Draft::parse(text, article.draft.lang());
    let after = plan.validate(Article {
        draft: &broken,
        source: article.source,
    });
    let mut caught = false;
    let mut others = Vec::new();
    for (now, then) in after.iter().zip(before) {
        if now.rule == *rule {
            caught = !now.findings.is_empty();
        } else if std::mem::discriminant(&now.verdict) != std::mem::discriminant(&then.verdict) {
            others.push(now.rule.clone());
        }
    }
    match (caught, others.is_empty()) {
        (false, _) => Fate::Survived,
        (true, true) => Fate::Caught,
        (true, false) => Fate::CaughtWith { others },
    }
}

fn standing(mutants: &[Tried]) -> Standing {
    let fates = || mutants.iter().map(|m| &m.fate);
    if fates().any(|f| *f == Fate::Survived) {
        return Standing::Silent;
    }
    if fates().any(|f| *f == Fate::Caught) {
        return Standing::Proven;
    }
    let mut company = fates().filter_map(|f| match f {
        Fate::CaughtWith { others } => Some(others),
        _ => None,
    });
    let Some(first) = company.next() else {
        return Standing::Unbroken;
    };
    let mut by = first.clone();
    for others in company {
        by.retain(|r| others.contains(r));
    }
    Standing::Shadowed { by }
}

impl Standing {
    /// Whether the rule was put to the test at all.
    #[must_use]
    pub fn judged(&self) -> bool {
        !matches!(self, Self::NotLookedAt { .. })
    }
}

impl RuleScore {
    /// How many mutants the rule caught, alone or not.
    #[must_use]
    pub fn caught(&self) -> usize {
        let caught = |f: &Fate| matches!(f, Fate::Caught | Fate::CaughtWith { .. });
        self.mutants.iter().filter(|m| caught(&m.fate)).count()
    }

    /// How many it caught alone.
    #[must_use]
    pub fn alone(&self) -> usize {
        let alone = self.mutants.iter().filter(|m| m.fate == Fate::Caught);
        alone.count()
    }

    /// What is wrong with the rule in this recipe, as a lowercase fragment; `None` when it is proven or was not looked at.
    #[must_use]
    pub fn defect(&self) -> Option<String> {
        match &self.standing {
            Standing::Proven | Standing::NotLookedAt { .. } => None,
            Standing::Silent => {
                let silent: Vec<&str> = self
                    .mutants
                    .iter()
                    .filter(|m| m.fate == Fate::Survived)
                    .map(|m| m.what.as_str())
                    .collect();
                Some(format!("silent about: {}", silent.join("; ")))
            }
            Standing::Unbroken => Some(
                "no mutant breaks it: nothing shows that the rule can fail on this draft"
                    .to_owned(),
            ),
            Standing::Shadowed { by } if by.is_empty() => {
                let others: BTreeSet<&str> = self
                    .mutants
                    .iter()
                    .filter_map(|m| match &m.fate {
                        Fate::CaughtWith { others } => Some(others),
                        _ => None,
                    })
                    .flatten()
                    .map(RuleId::as_str)
                    .collect();
                let others: Vec<&str> = others.into_iter().collect();
                Some(format!(
                    "never speaks up alone: beside it `{}`",
                    others.join("`, `")
                ))
            }
            Standing::Shadowed { by } => {
                let by: Vec<String> = by.iter().map(|r| format!("`{r}`")).collect();
                Some(format!(
                    "shadowed by {}: never speaks up without it",
                    by.join(", ")
                ))
            }
        }
    }
}

impl Score {
    /// The share of the rules that were looked at and are proven, in whole per cent, rounded down: 100 only when every one is.
    /// Nothing looked at is nothing proven: 0.
    #[must_use]
    pub fn percent(&self) -> usize {
        (100 * self.proven())
            .checked_div(self.judged())
            .unwrap_or(0)
    }

    /// How many rules were looked at.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.rules.iter().filter(|r| r.standing.judged()).count()
    }

    /// How many rules are proven.
    #[must_use]
    pub fn proven(&self) -> usize {
        let proven = |r: &&RuleScore| r.standing == Standing::Proven;
        self.rules.iter().filter(proven).count()
    }

    /// Whether the draft could be used and every rule that was looked at is proven.
    #[must_use]
    pub fn whole(&self) -> bool {
        self.refused.is_none() && self.percent() == 100
    }

    /// The rules with a defect.
    pub fn defects(&self) -> impl Iterator<Item = &RuleScore> {
        self.rules.iter().filter(|r| r.defect().is_some())
    }

    /// The score for a terminal: the summary, a line for each rule, and under a rule with a defect what is wrong. With `all`, every
    /// mutant is listed.
    #[must_use]
    pub fn text(&self, all: bool) -> String {
        let mut out = String::new();
        if let Some(refused) = &self.refused {
            let _ = writeln!(out, "mutants: not tried, {}", printable(refused));
            return out;
        }
        let mutants: usize = self.rules.iter().map(|r| r.mutants.len()).sum();
        let caught: usize = self.rules.iter().map(RuleScore::caught).sum();
        let alone: usize = self.rules.iter().map(RuleScore::alone).sum();
        let _ = writeln!(
            out,
            "mutants: {} % ({} of {} proven; {caught} of {mutants} mutants caught, {alone} by their rule alone)",
            self.percent(),
            self.proven(),
            counted(self.judged(), "rules")
        );
        let width = self.rules.iter().map(|r| r.rule.as_str().len()).max();
        let width = width.unwrap_or(0);
        for rule in &self.rules {
            let id = printable(rule.rule.as_str());
            let said = match (&rule.standing, rule.defect()) {
                (Standing::NotLookedAt { reason }, _) => {
                    format!("not looked at: {}", printable(reason))
                }
                (_, Some(defect)) => format!("defect: {}", printable(&defect)),
                (_, None) => format!(
                    "{} of {} caught, {} alone",
                    rule.caught(),
                    rule.mutants.len(),
                    rule.alone()
                ),
            };
            let _ = writeln!(out, "  {id:<width$}  {said}");
            if all {
                for mutant in &rule.mutants {
                    let _ = writeln!(
                        out,
                        "    {} {}",
                        mutant.fate.mark(),
                        printable(&mutant.what)
                    );
                }
            }
        }
        out
    }
}

impl Fate {
    /// The fate in words that fit before what was done.
    fn mark(&self) -> String {
        match self {
            Self::Caught => "caught alone:".to_owned(),
            Self::CaughtWith { others } => {
                let others: Vec<&str> = others.iter().map(RuleId::as_str).collect();
                format!("caught with {}:", printable(&others.join(", ")))
            }
            Self::Survived => "SURVIVED:".to_owned(),
            Self::NoChange => "no change:".to_owned(),
        }
    }
}
