//! `step NAME …`, `check "…" …` and `frame NAME …` stand on lines of their own in recipe files, and are entries of blocks in YAML.

use galley::syntax::Surface;

use super::{fmt, plan, remarks, to};

const RECIPE: &str = r#"recipe brief-fr "1.0.0"
language fr
input article markdown
length 100..200 words
sections { chapo, faits }
title { length 20..80 chars }

# The first step.
step facts {
  prompt "{{ source }} Les faits."  # of the source alone
}

# Asked of the whole.
check "phrases courtes" severity warn per section {
  expr "sentences | count > 0"
  say "Écrivez des phrases."
}
frame section { style "Sobre." }

step plan after facts { prompt "{{ steps.facts }} Un plan." }

# What the title is made of.
step title after facts, plan { prompt "{{ steps.facts }} {{ steps.plan }} Le titre." }
check "calme" { expr "'!' not in title"; say "Pas de point d’exclamation." }
frame title { style "Calme." }
"#;

const YAML: &str = r#"recipe: brief-fr
version: 1.0.0
language: fr
inputs:
  article: markdown
length: 100..200 words
sections: [chapo, faits]
title: { length: 20..80 chars }

steps:
  # The first step.
  facts:
    prompt: "{{ source }} Les faits."  # of the source alone

  plan: { after: facts, prompt: "{{ steps.facts }} Un plan." }

  # What the title is made of.
  title: { after: [facts, plan], prompt: "{{ steps.facts }} {{ steps.plan }} Le titre." }

checks:
  # Asked of the whole.
  phrases courtes:
    expr: sentences | count > 0
    say: Écrivez des phrases.
    severity: warn
    per: section
  calme: { expr: "'!' not in title", say: Pas de point d’exclamation. }
frames:
  section: { style: "Sobre." }
  title: { style: "Calme." }
"#;

#[test]
fn lines_become_entries() {
    let yaml = to(
        Surface::Recipe,
        Surface::Yaml,
        &fmt(Surface::Recipe, RECIPE),
    );
    assert_eq!(yaml, YAML);
    assert_eq!(remarks(RECIPE).len(), 4);
    let back = to(Surface::Yaml, Surface::Recipe, &yaml);
    assert_eq!(to(Surface::Recipe, Surface::Yaml, &back), yaml);
    let folder = tempfile::tempdir().expect("a folder");
    let plans: Vec<String> = [
        ("a.recipe", RECIPE),
        ("b.yaml", yaml.as_str()),
        ("c.recipe", back.as_str()),
    ]
    .iter()
    .map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        plan(&path)
    })
    .collect();
    assert_eq!(plans[0], plans[1]);
    assert_eq!(plans[0], plans[2]);
}

/// Lines beside a block of the same kind, before it and behind it, and two lines about one frame.
#[test]
fn lines_join_the_block_that_is_there() {
    let yaml = to(
        Surface::Recipe,
        Surface::Yaml,
        "recipe r
step a { prompt \"{{ source }} A.\" }
# The others.
steps {
  b { prompt \"{{ source }} B.\" }
  # behind
}
frames { title { style \"Calme.\" } }
# More of it.
frame title { task \"Écrivez.\" }
",
    );
    assert_eq!(
        yaml,
        "recipe: r
steps:
  a: { prompt: \"{{ source }} A.\" }
  # The others.

  b: { prompt: \"{{ source }} B.\" }
  # behind
frames:
  title:
    style: \"Calme.\"
    # More of it.

    task: \"Écrivez.\"
"
    );
}
