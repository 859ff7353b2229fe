//! Findings: what a rule found, as data.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Instruction, Part, RuleId, Tongue, Verdict};
use crate::diag::Severity;
use crate::span::{Loc, Span};
use crate::tongue::{ANY, Slot, Slots, Use};

/// What is wrong: a key of the catalogue (`over`, `missing`), and the values that its sentence names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fault {
    /// The key, which is unique in its rule and stays the same from version to version.
    pub key: &'static str,
    /// Named values.
    pub with: Slots,
}

impl Fault {
    /// The key of a fault that brings its own sentence: a message written by the author of a recipe.
    pub const SAID: &'static str = "said";

    /// A fault without values.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            with: Slots::new(),
        }
    }

    /// With one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Slot) -> Self {
        self.with = self.with.with(name, value);
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
}

/// Why a rule was not decided or not looked at. Its sentences are among those that all rules share.
#[derive(Clone, PartialEq)]
pub struct Reason(pub Fault);

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

impl Reason {
    /// The reason in a tongue: a lowercase fragment.
    #[must_use]
    pub fn say(&self, tongue: Tongue) -> String {
        let Fault { key, with } = &self.0;
        if *key == Fault::SAID {
            return with.words("text").to_owned();
        }
        tongue.catalogue().say(ANY, Use::Finding, key, with)
    }
}

impl fmt::Display for Reason {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Tongue::default()))
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.to_string())
    }
}

impl From<Fault> for Reason {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl From<String> for Reason {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<String> for Fault {
    fn from(text: String) -> Self {
        Self::new(Self::SAID).text("text", text)
    }
}

/// What was measured, against which limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// The value found.
    pub value: f64,
    /// Its unit: `words`, `chars`, `%` …
    pub unit: &'static str,
    /// The limit, as a reader writes it: `at least 700`, `40..65`.
    pub limit: String,
}

/// A finding: which rule, what is wrong, where in the draft, and the recipe line that demanded it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's id.
    pub rule: RuleId,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, as data. Sentences are made of it late, in the tongue of whoever reads them.
    pub fault: Fault,
    /// Where in the draft; an empty span marks the place where something is missing.
    pub span: Span,
    /// What must be asked for again.
    pub part: Part,
    /// The value and the limit, when the rule measures.
    pub measured: Option<Measured>,
    /// The words concerned (the missing number, the forbidden phrase), for repairs and reports.
    pub excerpt: Option<String>,
    /// Where the thing stands in the source, when it comes from there.
    pub source_span: Option<Span>,
    /// The recipe line that demanded it.
    pub demanded: Loc,
}

impl Finding {
    /// The message in a tongue: a lowercase fragment.
    #[must_use]
    pub fn say(&self, tongue: Tongue) -> String {
        self.sentence(Use::Finding, tongue)
    }

    /// The message in English.
    #[must_use]
    pub fn message(&self) -> String {
        self.say(Tongue::default())
    }

    /// What the model is told, in the tongue of the prompts: the repair sentence of the fault's key.
    #[must_use]
    pub fn repair(&self, tongue: Tongue) -> String {
        self.sentence(Use::Repair, tongue)
    }

    /// The repair, followed by all that is wanted: for a line that is easier to write anew than to mend.
    #[must_use]
    pub fn repair_with(&self, tongue: Tongue, wanted: &[Instruction]) -> String {
        let wanted: Vec<&str> = wanted.iter().map(|i| i.text.as_str()).collect();
        format!("{} {}", self.repair(tongue), wanted.concat())
    }

    fn sentence(&self, usage: Use, tongue: Tongue) -> String {
        let Fault { key, with } = &self.fault;
        if *key == Fault::SAID {
            return with.words("text").to_owned();
        }
        tongue.catalogue().say(self.rule.row(), usage, key, with)
    }
}

/// What a validator writes.
#[derive(Debug)]
pub struct Outcome {
    rule: RuleId,
    severity: Severity,
    demanded: Loc,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was measured, passing or not: reports print it.
    pub measured: Vec<Measured>,
    /// Set when the rule could not be decided or was not looked at.
    pub unknown: Option<Verdict>,
}

impl Outcome {
    /// An empty outcome for one bound rule.
    #[must_use]
    pub fn new(rule: impl Into<RuleId>, severity: Severity, demanded: Loc) -> Self {
        Self {
            rule: rule.into(),
            severity,
            demanded,
            findings: Vec::new(),
            measured: Vec::new(),
            unknown: None,
        }
    }

    /// Adds a finding and returns it, to be completed (`.measured`, `.excerpt`, `.demanded` of a sub-setting).
    pub fn fail(&mut self, span: Span, part: Part, fault: impl Into<Fault>) -> &mut Finding {
        self.findings.push(Finding {
            rule: self.rule.clone(),
            severity: self.severity,
            fault: fault.into(),
            span,
            part,
            measured: None,
            excerpt: None,
            source_span: None,
            demanded: self.demanded,
        });
        self.findings.last_mut().expect("one was just added")
    }

    /// Records a measure, passing or not.
    pub fn measure(&mut self, value: f64, unit: &'static str, limit: impl Into<String>) {
        self.measured.push(Measured {
            value,
            unit,
            limit: limit.into(),
        });
    }

    /// The rule could not be decided, and so does not pass.
    pub fn undetermined(&mut self, reason: impl Into<Reason>) {
        self.unknown = Some(Verdict::Undetermined {
            reason: reason.into(),
        });
    }

    /// The rule was not looked at: something was not given.
    pub fn skipped(&mut self, reason: impl Into<Reason>) {
        self.unknown = Some(Verdict::Skipped {
            reason: reason.into(),
        });
    }

    /// How the rule came out: findings weigh more than what could not be decided.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.findings.is_empty() {
            Verdict::Fails
        } else {
            self.unknown.clone().unwrap_or(Verdict::Holds)
        }
    }
}
