//! What a mistake leaves unknown. A pack that was not found may have said anything, and a misspelt `langauge` is the line that would be
//! missing: what could follow from such a gap alone is not said, and everything else is.

use crate::resolve::packs::{Layer, SHIPPED};
use crate::resolve::{Vocabulary, merge};
use crate::source::SourceId;
use crate::syntax::tree::Tree;

/// What is not known of a recipe, because a line of it could not be understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gaps {
    /// A pack is missing: it may have set any rule.
    pub packs: bool,
    /// The name of the recipe.
    pub name: bool,
    /// The language of the article: texts cannot be measured in it.
    pub language: bool,
    /// The inputs that there may be besides the declared ones.
    pub inputs: Unknown,
    /// Steps may be missing.
    pub steps: bool,
}

/// Names that may have been declared in what could not be read.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Unknown {
    /// None.
    #[default]
    Nothing,
    /// These.
    Names(Vec<String>),
    /// Any.
    Anything,
}

impl Unknown {
    fn add(&mut self, other: Self) {
        match (&mut *self, other) {
            (_, Self::Nothing) | (Self::Anything, _) => {}
            (Self::Names(a), Self::Names(b)) => a.extend(b),
            (_, other) => *self = other,
        }
    }
}

/// A pack that is named and not there: the shipped one that was meant, when that is known.
pub(super) struct Missing(pub(super) Option<&'static str>);

impl Gaps {
    /// Whether an input of this name may have been declared where galley could not read it.
    #[must_use]
    pub fn may_declare(&self, input: &str) -> bool {
        match &self.inputs {
            Unknown::Nothing => false,
            Unknown::Names(names) => names.iter().any(|n| n == input),
            Unknown::Anything => true,
        }
    }
}

/// Finds the gaps of packs that are missing and of lines at the top level whose name is misspelt.
pub(super) fn find(layers: &[Layer], missing: &[Missing], vocabulary: &Vocabulary) -> Gaps {
    let mut gaps = Gaps {
        packs: !missing.is_empty(),
        steps: !missing.is_empty(),
        ..Gaps::default()
    };
    for pack in missing {
        gaps.inputs
            .add(pack.0.map_or(Unknown::Anything, declared_by));
    }
    let strange = layers
        .iter()
        .flat_map(|l| &l.tree.statements)
        .filter(|s| !merge::is_known(&s.name.text, vocabulary));
    for statement in strange {
        let word = statement.name.text.as_str();
        match merge::meant(word, vocabulary) {
            Some("language") => gaps.language = true,
            Some("recipe" | "pack") => gaps.name = true,
            Some("inputs" | "input") => gaps.inputs = Unknown::Anything,
            Some("steps" | "step") => gaps.steps = true,
            Some("use") => {
                gaps.packs = true;
                gaps.steps = true;
                gaps.inputs = Unknown::Anything;
            }
            _ => {}
        }
    }
    gaps
}

/// The inputs that a shipped pack declares.
fn declared_by(pack: &str) -> Unknown {
    let text = SHIPPED.iter().find(|(n, _)| *n == pack).map_or("", |p| p.1);
    let mut unheard = crate::diag::Sink::new();
    let tree: Option<Tree> = crate::syntax::yaml::read(SourceId(0), text, &mut unheard);
    let names: Vec<String> = tree
        .iter()
        .filter_map(|t| t.get("inputs"))
        .flat_map(|s| s.entries())
        .map(|s| s.name.text.clone())
        .collect();
    if names.is_empty() {
        Unknown::Nothing
    } else {
        Unknown::Names(names)
    }
}
