//! What the rule says of sections, in plans and in prompts.

use super::{Declared, questions};
use crate::resolve::Tongue;
use crate::rules::facts::Heading;
use crate::rules::phrase;
use crate::rules::{Finding, Instruction, Scope};

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
        let mut parts = Vec::new();
        parts.push(match (&self.heading, tongue) {
            (Heading::None, Tongue::Fr) => "sans intertitre".to_owned(),
            (Heading::None, Tongue::En) => "no subheading".to_owned(),
            (Heading::Free, Tongue::Fr) => {
                "sous un intertitre «\u{a0}##\u{a0}» de votre choix".to_owned()
            }
            (Heading::Free, Tongue::En) => "under a “##” subheading of your choice".to_owned(),
            (Heading::Fixed(text), Tongue::Fr) => {
                format!("sous l’intertitre «\u{a0}## {text}\u{a0}»")
            }
            (Heading::Fixed(text), Tongue::En) => format!("under the subheading “## {text}”"),
        });
        if let Some(r) = &self.words {
            parts.push(phrase::range(r, tongue));
        }
        if let Some(r) = &self.list {
            let items = phrase::range(r, tongue);
            parts.push(match tongue {
                Tongue::Fr => format!("avec une liste à puces ({items})"),
                Tongue::En => format!("with a bulleted list ({items})"),
            });
        }
        if let Some(r) = &self.questions {
            parts.push(questions::words::feature(r, tongue));
        }
        if self.optional {
            parts.push(
                match tongue {
                    Tongue::Fr => "facultative",
                    Tongue::En => "optional",
                }
                .to_owned(),
            );
        }
        parts.join(", ")
    }

    fn outline(&self, tongue: Tongue) -> String {
        let features = self.features(tongue);
        let about = self.about.as_ref().map_or_else(String::new, |t| {
            let text = t.text.trim().trim_end_matches('.');
            match tongue {
                Tongue::Fr => format!(". Contenu\u{a0}: {text}"),
                Tongue::En => format!(". Content: {text}"),
            }
        });
        match tongue {
            Tongue::Fr => format!("{}\u{a0}: {features}{about}", self.name),
            Tongue::En => format!("{}: {features}{about}", self.name),
        }
    }

    fn alone(&self, tongue: Tongue) -> String {
        let mut out = match (&self.heading, tongue) {
            (Heading::None, Tongue::Fr) => "Écrivez cette partie sans intertitre.".to_owned(),
            (Heading::None, Tongue::En) => "Write this section without a subheading.".to_owned(),
            (Heading::Free, Tongue::Fr) => {
                "Commencez cette partie par un intertitre «\u{a0}##\u{a0}» précis, tiré de son contenu.".to_owned()
            }
            (Heading::Free, Tongue::En) => {
                "Start this section with a precise “##” subheading drawn from its content.".to_owned()
            }
            (Heading::Fixed(text), Tongue::Fr) => {
                format!("Commencez cette partie par l’intertitre exact «\u{a0}## {text}\u{a0}».")
            }
            (Heading::Fixed(text), Tongue::En) => {
                format!("Start this section with the exact subheading “## {text}”.")
            }
        };
        if let Some(r) = &self.words {
            let range = phrase::range(r, tongue);
            out.push_str(&match tongue {
                Tongue::Fr => format!(" Écrivez-y {range}, intertitre non compris."),
                Tongue::En => format!(" Write {range} in it, the subheading not counted."),
            });
        }
        if let Some(r) = &self.list {
            let range = phrase::range(r, tongue);
            out.push_str(&match tongue {
                Tongue::Fr => format!(" Présentez-en le contenu en liste à puces\u{a0}: {range}."),
                Tongue::En => format!(" Give its content as a bulleted list: {range}."),
            });
        }
        if let Some(r) = &self.questions {
            out.push_str(&questions::words::sentence(r, tongue));
        }
        if let Some(about) = &self.about {
            let text = about.text.trim().trim_end_matches('.');
            out.push_str(&match tongue {
                Tongue::Fr => format!(" Contenu attendu\u{a0}: {text}."),
                Tongue::En => format!(" What it must say: {text}."),
            });
        }
        out
    }
}

pub(super) fn instruct(declared: &[Declared], others: bool, tongue: Tongue) -> Vec<Instruction> {
    let parts: Vec<String> = declared
        .iter()
        .enumerate()
        .map(|(i, d)| format!("\n{}. {}", i + 1, d.outline(tongue)))
        .collect();
    let parts = parts.concat();
    let one = declared.len() == 1;
    let head = match (tongue, one) {
        (Tongue::Fr, true) => "Donnez au corps de l’article une seule partie\u{a0}:".to_owned(),
        (Tongue::Fr, false) => format!(
            "Structurez le corps de l’article en {} parties, dans cet ordre\u{a0}:",
            declared.len()
        ),
        (Tongue::En, true) => "Give the body of the article one section:".to_owned(),
        (Tongue::En, false) => format!(
            "Structure the body of the article in {} sections, in this order:",
            declared.len()
        ),
    };
    let tail = match (tongue, others) {
        (_, true) => "",
        (Tongue::Fr, false) => "\nN’ajoutez aucune autre partie.",
        (Tongue::En, false) => "\nAdd no other section.",
    };
    let mut out = vec![Instruction {
        scope: Scope::Body,
        text: format!("{head}{parts}{tail}"),
    }];
    out.extend(declared.iter().map(|d| Instruction {
        scope: Scope::Section(d.name.clone()),
        text: d.alone(tongue),
    }));
    out
}

pub(super) fn repair(declared: &[Declared], finding: &Finding, tongue: Tongue) -> String {
    if let Some(text) = measured(declared, finding, tongue) {
        return text;
    }
    let asks = |d: &&Declared| {
        d.questions
            .as_ref()
            .is_some_and(|r| r.loc == finding.demanded)
    };
    if let Some(d) = declared.iter().find(asks) {
        return questions::words::repair(&phrase::quoted(&d.name, tongue), finding, tongue);
    }
    let text = phrase::quoted(finding.excerpt.as_deref().unwrap_or(""), tongue);
    let Some((index, d)) = declared
        .iter()
        .enumerate()
        .find(|(_, d)| d.loc == finding.demanded)
    else {
        return match (tongue, finding.excerpt.is_some()) {
            (Tongue::Fr, true) => format!(
                "La partie {text} n’est pas demandée. Supprimez-la et reprenez ses faits dans les parties demandées."
            ),
            (Tongue::Fr, false) => {
                "Du texte précède le premier intertitre. Placez-le sous l’intertitre qui convient.".to_owned()
            }
            (Tongue::En, true) => format!(
                "The section {text} is not asked for. Remove it and move its facts to the sections that are."
            ),
            (Tongue::En, false) => {
                "Text stands before the first subheading. Put it under the subheading it belongs to.".to_owned()
            }
        };
    };
    let name = phrase::quoted(&d.name, tongue);
    let message = finding.message();
    let message = message.as_str();
    let place = index + 1;
    if message.contains("out of order") {
        return match tongue {
            Tongue::Fr => format!(
                "La partie {text} n’est pas à sa place. Mettez-la en position {place}, sans en changer le texte."
            ),
            Tongue::En => format!(
                "The section {text} is out of place. Move it to position {place} without changing its text."
            ),
        };
    }
    if message.starts_with("no section") {
        let features = d.features(tongue);
        return match tongue {
            Tongue::Fr => format!(
                "La partie {name} manque. Écrivez-la en position {place}\u{a0}: {features}."
            ),
            Tongue::En => {
                format!("The section {name} is missing. Write it at position {place}: {features}.")
            }
        };
    }
    match (&d.heading, tongue) {
        (Heading::None, Tongue::Fr) => format!(
            "La partie {name} porte l’intertitre {text}. Supprimez cet intertitre, gardez le texte."
        ),
        (Heading::None, Tongue::En) => {
            format!("The section {name} has the subheading {text}. Remove it and keep the text.")
        }
        (Heading::Free, Tongue::Fr) => format!(
            "La partie {name} n’a pas d’intertitre. Commencez-la par un intertitre «\u{a0}##\u{a0}» tiré de son contenu."
        ),
        (Heading::Free, Tongue::En) => format!(
            "The section {name} has no subheading. Start it with a “##” subheading drawn from its content."
        ),
        (Heading::Fixed(wanted), Tongue::Fr) => format!(
            "L’intertitre de la partie {name} doit être exactement «\u{a0}## {wanted}\u{a0}». Rétablissez-le sans toucher au texte."
        ),
        (Heading::Fixed(wanted), Tongue::En) => format!(
            "The subheading of the section {name} must be exactly “## {wanted}”. Put it right and leave the text alone."
        ),
    }
}

/// Repairs of a number of words, items or questions.
fn measured(declared: &[Declared], finding: &Finding, tongue: Tongue) -> Option<String> {
    let value = finding.measured.as_ref()?.value as u64;
    let (d, range) = declared.iter().find_map(|d| {
        let range = [&d.words, &d.list, &d.questions]
            .into_iter()
            .flatten()
            .find(|r| r.loc == finding.demanded)?;
        Some((d, range))
    })?;
    let name = phrase::quoted(&d.name, tongue);
    let found = phrase::count(value, range.unit, tongue);
    let wanted = range.phrase(tongue);
    let short = range.min.is_some_and(|m| value < m);
    if range.unit == "questions" {
        return Some(questions::words::measured(
            &name, &found, &wanted, short, tongue,
        ));
    }
    Some(match (tongue, range.unit, short) {
        (Tongue::Fr, "items", true) => format!(
            "La liste de la partie {name} compte {found}\u{a0}; il en faut {wanted}. Ajoutez des éléments tirés de la source."
        ),
        (Tongue::Fr, "items", false) => format!(
            "La liste de la partie {name} compte {found}\u{a0}; il en faut {wanted}. Réunissez ou supprimez les moins importants."
        ),
        (Tongue::Fr, _, true) => format!(
            "La partie {name} compte {found}\u{a0}; il en faut {wanted}. Développez-la avec des faits de la source, sans rien inventer ni répéter."
        ),
        (Tongue::Fr, _, false) => format!(
            "La partie {name} compte {found}\u{a0}; il en faut {wanted}. Resserrez-la sans perdre aucun fait."
        ),
        (Tongue::En, "items", true) => format!(
            "The list of the section {name} has {found}; it needs {wanted}. Add items drawn from the source."
        ),
        (Tongue::En, "items", false) => format!(
            "The list of the section {name} has {found}; it needs {wanted}. Join or drop the least important ones."
        ),
        (Tongue::En, _, true) => format!(
            "The section {name} has {found}; it needs {wanted}. Develop it with facts of the source, without inventing or repeating anything."
        ),
        (Tongue::En, _, false) => format!(
            "The section {name} has {found}; it needs {wanted}. Tighten it without losing any fact."
        ),
    })
}
