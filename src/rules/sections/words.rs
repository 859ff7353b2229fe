//! What the rule says of sections, in plans and in prompts.

use super::{DEF, Declared};
use crate::resolve::Tongue;
use crate::rules::args::Range;
use crate::rules::facts::Heading;
use crate::rules::{Finding, Instruction, Scope};
use crate::tongue::{Slot, Slots, Use};

impl Declared {
    /// One section in canonical words: `chapo: no heading, 30..60 words`.
    pub(super) fn describe(&self) -> String {
        let mut parts = vec![match &self.heading {
            Heading::None => "no heading".to_owned(),
            Heading::Free => "a heading".to_owned(),
            Heading::Fixed(text) => format!("heading `{text}`"),
        }];
        if let Some(r) = &self.words {
            parts.push(r.limit_of("words"));
        }
        if let Some(r) = &self.list {
            parts.push(format!("a list of {}", r.limit_of("items")));
        }
        if let Some(r) = &self.questions {
            parts.push(r.limit_of("questions"));
        }
        if self.optional {
            parts.push("optional".to_owned());
        }
        format!("{}: {}", self.name, parts.join(", "))
    }

    /// The features of a section as an enumeration: `sans intertitre, entre 30 et 60 mots`.
    fn features(&self, tongue: Tongue) -> String {
        let ranged = |range: &Range| Slots::new().with("range", range.slot());
        let mut parts = vec![match &self.heading {
            Heading::None => ask(tongue, "no-heading", &Slots::new()),
            Heading::Free => ask(tongue, "free-heading", &Slots::new()),
            Heading::Fixed(text) => ask(
                tongue,
                "fixed-heading",
                &Slots::new().text("text", text.clone()),
            ),
        }];
        parts.extend(self.words.iter().map(|r| ask(tongue, "words", &ranged(r))));
        parts.extend(self.list.iter().map(|r| ask(tongue, "list", &ranged(r))));
        let questions = self.questions.iter();
        parts.extend(questions.map(|r| ask(tongue, "questions", &ranged(r))));
        if self.optional {
            parts.push(ask(tongue, "optional", &Slots::new()));
        }
        parts.join(", ")
    }

    /// What the section must say, without the full stop.
    fn content(&self) -> Option<Slots> {
        let text = self.about.as_ref()?.text.trim().trim_end_matches('.');
        Some(Slots::new().text("text", text))
    }

    fn outline(&self, tongue: Tongue) -> String {
        let slots = Slots::new()
            .text("name", self.name.clone())
            .text("features", self.features(tongue));
        let mut out = ask(tongue, "outline", &slots);
        if let Some(content) = self.content() {
            out.push_str(". ");
            out.push_str(&ask(tongue, "outline-content", &content));
        }
        out
    }

    /// The section in the prompt of a step that writes it alone.
    fn alone(&self, tongue: Tongue) -> Instruction {
        let scope = Scope::Section(self.name.clone());
        let say = |key, slots: &Slots| Instruction::new(scope.clone(), tongue, DEF.id, key, slots);
        let ranged = |range: &Range| Slots::new().with("range", range.slot());
        let mut all = vec![match &self.heading {
            Heading::None => say("alone-no-heading", &Slots::new()),
            Heading::Free => say("alone-free-heading", &Slots::new()),
            Heading::Fixed(text) => say(
                "alone-fixed-heading",
                &Slots::new().text("text", text.clone()),
            ),
        }];
        all.extend(self.words.iter().map(|r| say("alone-words", &ranged(r))));
        all.extend(self.list.iter().map(|r| say("alone-list", &ranged(r))));
        let questions = self.questions.iter();
        all.extend(questions.map(|r| say("alone-questions", &ranged(r))));
        all.extend(self.content().map(|text| say("alone-content", &text)));
        Instruction::joined(&all)
    }
}

/// A sentence or a part of one.
fn ask(tongue: Tongue, key: &str, slots: &Slots) -> String {
    tongue.catalogue().say(DEF.id, Use::Ask, key, slots)
}

pub(super) fn instruct(declared: &[Declared], others: bool, tongue: Tongue) -> Vec<Instruction> {
    let parts: Vec<String> = declared
        .iter()
        .enumerate()
        .map(|(i, d)| format!("\n{}. {}", i + 1, d.outline(tongue)))
        .collect();
    let parts = parts.concat();
    let head = match declared.len() {
        1 => ask(tongue, "one", &Slots::new()),
        n => {
            let n = Slot::Number(n as f64);
            ask(tongue, "all", &Slots::new().with("n", n))
        }
    };
    let tail = if others {
        String::new()
    } else {
        format!("\n{}", ask(tongue, "no-others", &Slots::new()))
    };
    let mut out = vec![Instruction {
        scope: Scope::Body,
        text: format!("{head}{parts}{tail}"),
    }];
    out.extend(declared.iter().map(|d| d.alone(tongue)));
    out
}

/// The repair sentence of a finding. What a missing section must have is known to the rule alone.
pub(super) fn repair(declared: &[Declared], finding: &Finding, tongue: Tongue) -> String {
    let missing = finding.fault.key.starts_with("missing");
    let asked = declared.iter().find(|d| d.loc == finding.demanded);
    match asked.filter(|_| missing) {
        Some(d) => {
            let slots = finding
                .fault
                .with
                .clone()
                .text("features", d.features(tongue));
            let say = tongue.catalogue();
            say.say(DEF.id, Use::Repair, finding.fault.key, &slots)
        }
        None => finding.repair(tongue),
    }
}
