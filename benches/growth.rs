//! How the time of a check grows with the text: each kind of text once, twice and four times as long. `cargo bench --bench growth [KIND]`;
//! with `--rules` after the kind, also what each rule takes. Near linear is a factor of two from one figure to the next;
//! `docs/performance.md` has the figures.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use galley::check::{self, Plan};
use galley::draft::Draft;
use galley::rules::{Article, Outcome};

const FRENCH: &str = include_str!("../recipes/seo-article-fr.yaml");
const ENGLISH: &str = include_str!("../recipes/seo-article-en.yaml");
const SEED: &str = include_str!("../examples/ue-ports.seed.txt");

/// A name, how many of the thing there are at first, and the text with so many of it.
type Kind = (&'static str, usize, fn(usize) -> String);

const KINDS: &[Kind] = &[
    ("prose", 3000, prose),
    ("prose in English", 3500, english),
    ("numbers", 25_000, numbers),
    ("numbers in one sentence", 25_000, one_sentence),
    ("headings", 25_000, headings),
    ("front matter", 50_000, front),
    ("quotations", 12_500, quotations),
    ("names", 5_000, names),
    ("denials", 5_000, denials),
    ("open brackets", 25_000, |n| "[".repeat(n)),
    ("one line without a space", 1_000_000, |n| "é".repeat(n / 2)),
    ("lines of page furniture", 25_000, page),
    ("short lines in one run", 25_000, run),
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

fn english(n: usize) -> String {
    let mut text = String::from("# The ports\n\n");
    for i in 0..n {
        let (a, b) = (i * 7919 % 10_007, i * 104_729 % 9973);
        let _ = write!(
            text,
            "Police in Town{a} said that Paul Name{b} did not sign the contract word{a} before August. The mayor, Jean Name{a}, \
             may have sold {a} ships{b} and {b} cranes{a} to the agency{b}. “The port word{a} will not close word{b},” said Anne Name{b}.\n\n"
        );
    }
    text
}

/// Short lines such as stand around an article, and five sentences between them.
fn page(n: usize) -> String {
    let mut text = String::new();
    for i in 0..n {
        let _ = match i % 6 {
            0 => writeln!(text, "Partager cet article {i}\n"),
            1 => writeln!(text, "Par Jeanne Martin{i}\n"),
            2 => writeln!(text, "Publié le 12 mars 2024 à 14 h {}\n", i % 60),
            3 => writeln!(text, "Lire aussi : le port{i} ferme\n"),
            4 => writeln!(text, "© Agence {i}\n"),
            _ => writeln!(text, "Rubrique{i}\n"),
        };
        if i == n / 2 {
            text.push_str(
                "Le port de Sète a rouvert lundi après trois jours de grève des dockers du bassin. \
                 Les navires attendaient au large depuis vendredi matin, faute de remorqueurs. \
                 La préfecture a annoncé la reprise du trafic dans la soirée de dimanche. \
                 Le maire a salué un accord qui protège les emplois de la ville. \
                 Les syndicats se réuniront de nouveau jeudi pour en parler. \
                 Le trafic sera normal à la fin de la semaine, selon la direction.\n\n",
            );
        }
    }
    text
}

/// The same lines without an empty one between them.
fn run(n: usize) -> String {
    page(n).replace("\n\n", "\n")
}

/// Recipes that are long: sections, and texts that are forbidden.
const RECIPES: &[Kind] = &[
    ("sections to compile", 10_000, |n| {
        let mut text = String::from("recipe: long\nlanguage: fr\nsections:\n");
        for i in 0..n {
            let _ = write!(
                text,
                "  partie{i}:\n    heading: Partie {i}\n    words: 5..50\n"
            );
        }
        text
    }),
    ("forbidden texts", 7_500, |n| {
        let mut text = String::from("recipe: long\nlanguage: fr\nforbid:\n  any:\n");
        for i in 0..n {
            let _ = writeln!(text, "    - mot interdit{i}");
        }
        text
    }),
];

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

fn plan(text: &str) -> Plan {
    check::plan_of("recipe.yaml", text).expect("the recipe has no error")
}

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let rules = args.iter().any(|a| a == "--rules");
    let wanted = args.iter().find(|a| !a.starts_with("--"));
    let (french, english) = (plan(FRENCH), plan(ENGLISH));
    println!(
        "{:28}{:>12}  against itself, against another source",
        "text", "first size"
    );
    for (name, first, make) in KINDS {
        if wanted.is_some_and(|w| !name.starts_with(w.as_str())) {
            continue;
        }
        let plan = if name.ends_with("English") {
            &english
        } else {
            &french
        };
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
    let article = prose(20);
    for (name, first, make) in RECIPES {
        if wanted.is_some_and(|w| !name.starts_with(w.as_str())) {
            continue;
        }
        let mut line = String::new();
        for factor in [1, 2, 4] {
            let text = make(first * factor);
            let started = Instant::now();
            let plan = plan(&text);
            let compiled = started.elapsed();
            let draft = Draft::parse(&article, plan.lang());
            let found = plan.validate(Article {
                draft: &draft,
                source: Some(&draft),
            });
            assert!(!found.is_empty(), "{name}: something is looked at");
            let _ = write!(line, "{:>9.0?}", started.elapsed());
            if rules {
                println!("  {name} × {factor}: compiling {compiled:.0?}");
            }
        }
        println!("{name:28}{first:>12}{line}");
    }
}
