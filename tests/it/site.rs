//! Articles in the likeness of what public sites print, and press copy with its debris: the rules that judge a text on its own find
//! nothing in a sound article, and `strip` takes debris and no line of the news.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use galley::check::{self, Plan};
use galley::diag::Sink;
use galley::draft::Draft;
use galley::resolve::{self, Context, packs::NoFiles};
use galley::rules::Article;
use galley::source::{Source, SourceMap};

fn plan(text: &str) -> Plan {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("site.yaml", text));
    let mut sink = Sink::new();
    let vocabulary = check::vocabulary();
    let mut context = Context {
        vocabulary: &vocabulary,
        loader: &NoFiles,
        given: &BTreeMap::new(),
        sources: &mut sources,
    };
    let plan = resolve::resolve(id, &mut context, &mut sink)
        .and_then(|recipe| check::check(recipe, &mut sink));
    plan.unwrap_or_else(|| panic!("{:#?}", sink.items()))
}

fn truth(under: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/truth")
        .join(under)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(dir)
        .expect("the folder is there")
        .map(|e| e.expect("it can be read").path())
        .collect();
    found.sort();
    found
}

/// What the rules find in an article, against itself when they compare.
fn findings(plan: &Plan, path: &Path, whole: bool) -> Vec<String> {
    let text = fs::read_to_string(path).expect("the article can be read");
    let draft = Draft::parse(&text, plan.lang());
    let results = plan.validate(Article {
        draft: &draft,
        source: whole.then_some(&draft),
    });
    let name = path.display();
    results
        .iter()
        .flat_map(|r| &r.findings)
        .map(|f| {
            format!(
                "{name}: {} {}: `{}`",
                f.rule,
                f.message(),
                f.span.slice(&text)
            )
        })
        .collect()
}

#[test]
fn articles_of_public_sites_have_no_finding() {
    let all = files(&truth("site"));
    assert!(all.len() >= 60, "{} articles", all.len());
    let mut found = Vec::new();
    for path in all {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        let lang = name.get(..2).expect("a language before the name");
        let plan = plan(&format!(
            "recipe: site\nlanguage: {lang}\ncomplete: true\nresidue: true\n\
             preserve: [numbers, quotes, names]\nno-new: [numbers, quotes, names]\n"
        ));
        found.extend(findings(&plan, &path, true));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn sound_rewrites_are_complete_and_in_their_language() {
    let mut found = Vec::new();
    for lang in ["en", "fr"] {
        let plan = plan(&format!(
            "recipe: sound\nlanguage: {lang}\ncomplete: true\nresidue: true\n"
        ));
        for folder in files(&truth(lang)).into_iter().filter(|p| p.is_dir()) {
            for path in files(&folder) {
                let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
                if name.starts_with("sound") {
                    found.extend(findings(&plan, &path, false));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

const NEWS_EN: &str = "\
Read more books, the minister said.
Related companies must publish their accounts.
Share prices fell on Monday.
Advertisement spending rose by a tenth.
The press contact was not available.
Press contact with players is banned until May.
Notes to editors were leaked last week.
About 40 people were hurt.
About Schmidt is a film by Alexander Payne.
Photo opportunities are rare in the valley.
The photo by Getty Images was withdrawn, the court said.
Reuters was first to report the strike.
The strike ends on Friday.
He ends his career in Salem.
Subscribe numbers fell at the paper.
Cookies are baked every morning.
We use cookies in the recipe because children like them.
For more information campaigns, the town wants money.
Five minutes read as an hour in the book.
See also how Denmark did it, the report says.
";

const NEWS_FR: &str = "\
Lire la suite de ce feuilleton demande du courage.
La publicité quitte les abribus.
Publicité et presse vont mal ensemble.
Contact presse et public se font rares.
Les notes aux rédactions ont fuité.
Abonnez-vous à la bibliothèque avant le 3 mai, conseille la mairie.
Partager un repas coûte moins cher.
Les cookies sont cuits chaque matin.
Photo de classe : les écoles choisissent leur jour.
L’AFP a révélé la grève.
Un cliché de Getty Images a été retiré, selon le tribunal.
Il a mis fin à sa carrière.
Fin mars, le pont fermera.
Temps fort : la fanfare passe à midi.
Accepter les cookies du boulanger ne coûte rien.
Recevez-vous la lettre du maire ?
À lire dans le train, ce roman ne lasse pas.
Sur le même sujet, la ville reste muette.
À découvrir sans tarder, le nouveau musée ouvre samedi.
Lire aide à dormir, selon une étude.
";

const DEBRIS_EN: &[&str] = &[
    "-ENDS-",
    "ENDS",
    "###",
    "# # #",
    "ADVERTISEMENT",
    "Read more: The port is shut",
    "Related:",
    "Share this article",
    "Sign up for our daily newsletter",
    "Subscribe now",
    "Getty Images",
    "Photo: Jane Doe/Getty Images",
    "John Smith / AFP via Getty Images",
    "5 min read",
    "Facebook | Twitter | Email",
    "This website uses cookies to improve your experience.",
    "Accept all cookies",
    "FOR IMMEDIATE RELEASE",
    "Media Contact:\nTom Ashby\nHarbor PR\ntom.ashby@lumen.example\n(555) 010-0123",
    "Press enquiries\nJane Doe, 01632 960 012",
    "For further information please contact:\nJane Doe\n01632 960 012",
    "Notes to editors:\n1. The board was founded in 1980.\n\nAbout the board: it runs the port.",
];

const DEBRIS_FR: &[&str] = &[
    "PUBLICITÉ",
    "La suite après la publicité",
    "Lire la suite",
    "Lire la suite…",
    "Lire aussi : Le port ferme",
    "À lire aussi Le port ferme",
    "A lire également : Le port",
    "Temps de lecture : 3 minutes",
    "Abonnez-vous",
    "Inscrivez-vous à notre newsletter",
    "Recevez chaque matin notre lettre d’information",
    "Photo Jean Dupont / AFP",
    "Crédit photo : Getty Images",
    "Jean Dupont / AFP",
    "Facebook | Twitter | Copier le lien",
    "Nous utilisons des cookies pour mesurer l’audience.",
    "Continuer sans accepter",
    "Déjà abonné ? Connectez-vous",
    "Contact presse :\nJeanne Morel\n02 40 00 00 12\npresse@regie.example",
    "Notes aux rédactions :\nLa régie existe depuis 1980.",
    "-FIN-",
];

#[test]
fn press_packs_take_debris_and_no_line_of_the_news() {
    for (pack, news, debris) in [
        ("en/press", NEWS_EN, DEBRIS_EN),
        ("fr/presse", NEWS_FR, DEBRIS_FR),
    ] {
        let plan = plan(&format!("recipe: press\nuse: {pack}\n"));
        assert_eq!(plan.strip(news).0, news);
        let mut left = Vec::new();
        for d in debris {
            let text = format!("The port opens.\n\n{d}\n");
            let kept = plan.strip(&text).0;
            if kept.trim() != "The port opens." {
                left.push(kept);
            }
        }
        assert!(left.is_empty(), "{pack} leaves {left:#?}");
    }
}
