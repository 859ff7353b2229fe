//! How the time of a check grows with the text: each kind of text once, twice and four times as long. `cargo bench --bench growth [KIND]`;
//! with `--rules` after the kind, also what each rule takes. Near linear is a factor of two from one figure to the next;
//! `docs/performance.md` has the figures.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use galley::check::{self, Plan};
use galley::diag::Sink;
use galley::draft::Draft;
use galley::resolve::packs::NoFiles;
use galley::resolve::{self, Context};
use galley::rules::{Article, Outcome};
use galley::source::{Source, SourceMap};

const RECIPE: &str = include_str!("../recipes/seo-article-fr.yaml");
const SEED: &str = include_str!("../examples/ue-ports.seed.txt");

/// A name, how many of the thing there are at first, and the text with so many of it.
type Kind = (&'static str, usize, fn(usize) -> String);

const KINDS: &[Kind] = &[
    ("prose", 1000, prose),
    ("numbers", 10_000, numbers),
    ("numbers in one sentence", 10_000, one_sentence),
    ("headings", 10_000, headings),
    ("front matter", 20_000, front),
    ("quotations", 5_000, quotations),
    ("names", 5_000, names),
    ("denials", 5_000, denials),
    ("open brackets", 10_000, |n| "[".repeat(n)),
];

/// Sentences with names, numbers, denials and hedges; each differs from the others in its words.
fn prose(n: usize) -> String {
    let mut text = String::from("# Les ports\n\n");
    for i in 0..n {
        let (a, b) = (i * 7919 % 10_007, i * 104_729 % 9973);
        let _ = write!(
            text,
            "Selon la police de Ville{a}, Paul Nom{b} n’a pas signé le contrat mot{a} avant le mois d’août. Le maire, Jean Nom{a}, \
             aurait vendu {a} navires{b} et {b} grues{a} à l’agence{b}. « Le port mot{a} ne ferme pas mot{b} », a déclaré Anne Nom{b}.\n\n"
        );
    }
    text
}

fn numbers(n: usize) -> String {
    let mut text = String::from("# Les nombres\n\n");
    for i in 0..n {
        let _ = write!(text, "Le port a reçu {} navires. ", 1000 + i);
        if i % 50 == 49 {
            text.push_str("\n\n");
        }
    }
    text
}

fn one_sentence(n: usize) -> String {
    let all: Vec<String> = (0..n).map(|i| (1000 + i).to_string()).collect();
    format!(
        "# Les nombres\n\nLe port a reçu {} navires.\n",
        all.join(", ")
    )
}

fn headings(n: usize) -> String {
    (0..n).fold(String::from("# Les titres\n\n"), |mut text, i| {
        let _ = write!(text, "## Le port numéro {i}\n\nLe navire {i} arrive.\n\n");
        text
    })
}

fn front(n: usize) -> String {
    let keys: String = (0..n).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "key{i}: value {i}");
        text
    });
    format!("---\n{keys}---\n\n# Titre\n\nLe port ouvre.\n")
}

fn quotations(n: usize) -> String {
    (0..n).fold(String::from("# Les citations\n\n"), |mut text, i| {
        let _ = write!(text, "« Le navire{i} entre au port{i} », dit-il. ");
        text
    })
}

fn names(n: usize) -> String {
    (0..n).fold(String::from("# Les noms\n\n"), |mut text, i| {
        let letters: String = i
            .to_string()
            .bytes()
            .map(|b| char::from(b - b'0' + b'a'))
            .collect();
        let _ = write!(
            text,
            "Ce soir, Paul Ro{letters} parle à Anne Ma{letters}.\n\n"
        );
        text
    })
}

fn denials(n: usize) -> String {
    (0..n).fold(String::from("# Les refus\n\n"), |mut text, i| {
        let _ = write!(text, "Le port{i} n’a pas ouvert avant la grève{i}.\n\n");
        text
    })
}

fn plan() -> Plan {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("seo-article-fr.yaml", RECIPE));
    let vocabulary = check::vocabulary();
    let given = BTreeMap::new();
    let mut context = Context {
        vocabulary: &vocabulary,
        loader: &NoFiles,
        given: &given,
        sources: &mut sources,
    };
    let mut sink = Sink::new();
    let recipe =
        resolve::resolve(id, &mut context, &mut sink).expect("the shipped recipe resolves");
    check::check(recipe, &mut sink).expect("the shipped recipe has no contradiction")
}

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let rules = args.iter().any(|a| a == "--rules");
    let wanted = args.iter().find(|a| !a.starts_with("--"));
    let plan = plan();
    println!(
        "{:28}{:>12}  against itself, against another source",
        "text", "first size"
    );
    for (name, first, make) in KINDS {
        if wanted.is_some_and(|w| !name.starts_with(w.as_str())) {
            continue;
        }
        let mut line = String::new();
        for against_itself in [true, false] {
            for factor in [1, 2, 4] {
                let text = make(first * factor);
                let started = Instant::now();
                let draft = Draft::parse(&text, plan.lang());
                let source = Draft::parse(if against_itself { &text } else { SEED }, plan.lang());
                let parsed = started.elapsed();
                let article = Article {
                    draft: &draft,
                    source: Some(&source),
                };
                let mut times: Vec<(Duration, &str)> = Vec::new();
                for bound in &plan.rules {
                    let started = Instant::now();
                    let mut out = Outcome::new(bound.def.id, bound.severity, bound.loc);
                    bound.rule.validate(article, &mut out);
                    times.push((started.elapsed(), bound.def.id));
                }
                let _ = write!(line, "{:>9.0?}", started.elapsed());
                if rules {
                    times.push((parsed, "(reading)"));
                    times.sort_unstable();
                    times.reverse();
                    times.truncate(5);
                    println!("  {name} × {factor}: {times:.0?}");
                }
            }
            line.push_str("   ");
        }
        println!("{name:28}{first:>12}{line}");
    }
}
