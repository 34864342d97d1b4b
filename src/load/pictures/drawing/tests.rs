use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};
use proptest::prelude::*;

use super::*;
use crate::diag::Text;

fn drawn(text: &str) -> Result<String, Fault> {
    read(text.as_bytes().to_vec()).map(|picture| String::from_utf8(picture.bytes).expect("letters"))
}

fn sound(text: &str) -> String {
    drawn(text).unwrap_or_else(|fault| panic!("{fault:?}: {text}"))
}

/// What is refused of a drawing.
fn refused(text: &str) -> String {
    match drawn(text) {
        Err(Fault::Element(found)) => found,
        Err(Fault::Corrupt(Text { en, .. })) => en.into_owned(),
        other => panic!("{other:?}: {text}"),
    }
}

/// A drawing of 10 by 10 that holds what is said.
fn of(inner: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         viewBox=\"0 0 10 10\">{inner}</svg>"
    )
}

fn written(inner: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">{inner}</svg>")
}

const LINE: &str = "<path d=\"M0 0h1\"/>";

/// What is written of a drawing that holds what is said, and a line after it.
fn shown_of(inner: &str) -> String {
    sound(&of(&format!("{inner}{LINE}")))
}

#[test]
fn a_drawing_shows_something() {
    for inner in [
        "",
        "<g/>",
        "<defs><path d=\"M0 0h1\"/></defs>",
        "<path d=\"M0 0h1\" style=\"display:none\"/>",
    ] {
        assert_eq!(refused(&of(inner)), "there is no shape in it that shows", "{inner}");
    }
    assert!(drawn(&of("<defs><path id=\"a\" d=\"M0 0h1\"/></defs><use href=\"#a\"/>")).is_ok());
}

#[test]
fn the_drawings_of_the_repository_are_written_as_they_were() {
    let title = regex::Regex::new(r"\s*<title[^>]*>[^<]*</title>").expect("a pattern");
    for folder in ["content/pictograms", "content/packs"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a file"));
        let mut seen = 0;
        for entry in files.filter(|entry| entry.path().extension().is_some_and(|it| it == "svg")) {
            #[expect(clippy::disallowed_methods, reason = "a test reads the drawings")]
            let text = std::fs::read_to_string(entry.path()).expect("a drawing");
            let name = entry.path().display();
            assert!(sound(&text) == title.replace_all(&text, ""), "{name} is written otherwise");
            seen += 1;
        }
        assert!(seen > 10, "only {seen} drawings");
    }
}

#[test]
fn what_a_program_left_in_a_drawing_is_gone() {
    let text = "<?xml version=\"1.0\"?>\n<!-- Created by Lan -->\n\
        <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
        <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"\n  \
        xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" version=\"1.1\" id=\"Lan\"\n  \
        width=\"10mm\" viewBox=\"0 0 10 10\" inkscape:export-filename=\"/home/lan/a.png\">\
        <sodipodi:namedview inkscape:window-width=\"9\"/><metadata>Lan</metadata>\
        <title lang=\"vi\">Hồ</title><!-- <title lang=\"en\">x</title> --><desc>C:\\Users\\Lan</desc>\
        <g inkscape:label=\"Lan\" fill=\"#000\" class=\"Lan\" data-name=\"Lan\" aria-label=\"Lan\">Lan<path\n \
        inkscape:x='1' id=\"Lan\" d=\"M0 0\"/></g></svg>";
    assert_eq!(sound(text), written("<g fill=\"#000\"><path d=\"M0 0\"/></g>"));
    let Ok(picture) = read(text.as_bytes().to_vec()) else { panic!("it is sound") };
    assert_eq!(picture.titles, BTreeMap::from([(Lang::new("vi"), "Hồ".to_owned())]));
}

#[test]
fn a_prefix_means_what_it_is_declared_to_mean() {
    let prefixed = "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">\
        <s:g><s:path d=\"M0 0H5V5Z\"/><svg xmlns=\"urn:other\"><script/></svg></s:g></s:svg>";
    assert_eq!(sound(prefixed), written("<g><path d=\"M0 0H5V5Z\"/></g>"));
    let bare = "<svg viewBox=\"0 0 10 10\"><path d=\"M0 0\"/></svg>";
    assert_eq!(sound(bare), written("<path d=\"M0 0\"/>"));
    assert!(refused("<html viewBox=\"0 0 10 10\"/>").contains("no SVG"));
    assert!(refused("<svg xmlns=\"urn:other\" viewBox=\"0 0 10 10\"/>").contains("no SVG"));
}

#[test]
fn styles_become_attributes() {
    let sheet = of(
        "<style type=\"text/css\"><![CDATA[\n\t/* a */ .st0{fill:#FFF;font-family:'A';}\n\
        .st1,path.st2{stroke:red} .st0.st1{fill:blue} @font-face{src:url(//loa.example)}\n]]></style>\
        <path class=\"st0\" fill=\"#000\" d=\"M0 0\"/><g class=\"st0 st1\" style=\"stroke-width : 2px;\n\
        -inkscape-stroke:none;stroke:#00f\"/><path class=\"st2\" style=\"marker:none\" d=\"M1 1\"/>",
    );
    assert_eq!(
        sound(&sheet),
        written(
            "<path fill=\"#FFF\" d=\"M0 0\"/>\
             <g fill=\"blue\" stroke=\"#00f\" stroke-width=\"2px\"></g>\
             <path d=\"M1 1\" stroke=\"red\" marker-start=\"none\" marker-mid=\"none\" marker-end=\"none\"/>"
        )
    );
    assert_eq!(refused(&of("<style>g path{fill:red}</style>")), "<style> g path");
    assert_eq!(refused(&of("<style>@import url(//loa.example);</style>")), "@import");
    assert_eq!(refused(&of("<style>.a{fill:red</style>")), "<style>");
    assert_eq!(refused(&of("<g style=\"filter:url(#a)\"/>")), "filter=…");
    assert_eq!(refused(&of("<g style=\"fill:url(https://loa.example/a#b)\"/>")), "fill=…");
    let hidden = "<style>.off{display:none}</style><g class=\"off\"><text>x</text></g><image display=\"none\"/>";
    assert_eq!(shown_of(hidden), written(LINE));
}

/// A drawing as the exporter of Illustrator writes it, with its own data and the names of it.
fn of_illustrator(names: &str, inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Generator: Adobe Illustrator 16.0.0, <!DOCTYPE -->\n\
         <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [\n\
         {names}]>\n<svg version=\"1.1\" id=\"Layer_1\" xmlns:x=\"&ns_extend;\" xmlns:i='&ns_ai;'\n\
         xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">{inner}</svg>"
    )
}

const NAMES: &str = "\t<!ENTITY ns_extend \"http://ns.adobe.com/Extensibility/1.0/\">\n\
    \t<!ENTITY ns_ai 'http://ns.adobe.com/AdobeIllustrator/10.0/'>\n";

#[test]
fn names_of_addresses_in_the_document_type_are_taken() {
    let inner = "<switch><foreignObject requiredExtensions=\"&ns_ai;\" x=\"0\" y=\"0\" width=\"1\" height=\"1\">\
        <i:pgfRef/></foreignObject><g i:extraneous=\"self\"><path d=\"M0 0\"/></g><text>x</text></switch>\
        <i:pgf>&amp;</i:pgf>";
    let drawing = of_illustrator(NAMES, inner);
    assert_eq!(sound(&drawing).trim(), written("<g><g><path d=\"M0 0\"/></g></g>"));
    // What cannot be read is reported at the line where it is.
    assert!(refused(&of_illustrator(NAMES, "\n</g>")).contains("9:"));
    assert!(refused(&of_illustrator(NAMES, "&ns_none;")).contains("ns_none"));
}

#[test]
fn a_document_type_that_says_anything_else_is_refused() {
    let ten = (0..10).map(|n| format!("<!ENTITY a{n} \"&a{};&a{};\">", n + 1, n + 1));
    let others = [
        "<!ENTITY a \"b\">",
        "<!ENTITY a \"https://loa.example/&b;\">",
        "<!ENTITY a \"https://loa.example/<script>\">",
        "<!ENTITY a \"https://loa.example/%b\">",
        "<!ENTITY a \"javascript:alert(1)\">",
        "<!ENTITY amp \"https://loa.example/\">",
        "<!ENTITY a SYSTEM \"file:///etc/passwd\">",
        "<!ENTITY a PUBLIC \"x\" \"https://loa.example/\">",
        "<!ENTITY % a \"https://loa.example/\">",
        "<!ENTITY a \"https://loa.example/\"",
        "<!ENTITY a \"https://loa.example/\"> %a;",
        "<!ENTITY a \"https://loa.example/\"><!ATTLIST svg onload CDATA \"alert(1)\">",
        "<!ENTITY a \"https://loa.example/\"> ]> <!DOCTYPE svg [ <!ENTITY b \"c\">",
        &ten.collect::<String>(),
        &format!("<!ENTITY a \"https://loa.example/{}\">", "a".repeat(300)),
    ];
    for names in others {
        assert_eq!(refused(&of_illustrator(names, "")), "<!ENTITY>", "{names}");
    }
    let names: Vec<String> = (0..40).map(|n| format!("<!ENTITY a{n} \"urn:a\">")).collect();
    let names = names.concat();
    assert_eq!(refused(&of_illustrator(&names, "")), "<!ENTITY>");
    let many = of_illustrator(NAMES, &"&ns_ai;".repeat(2000));
    assert_eq!(refused(&many), "<!ENTITY>");
    let deep = "<!-- <!ENTITY a \"https://loa.example/\"> -->".to_owned() + &of("");
    assert_eq!(refused(&deep), "<!ENTITY>");
}

#[test]
fn a_switch_by_the_language_of_the_reader_is_refused() {
    let by_language = "<switch><g systemLanguage=\"en\"/><g/></switch>";
    assert_eq!(refused(&of(by_language)), "systemLanguage=…");
    let features =
        "<switch><g requiredFeatures=\"http://www.w3.org/TR/SVG11/feature#Text\"/></switch>";
    assert_eq!(refused(&of(features)), "requiredFeatures=…");
    assert_eq!(
        sound(&of("<switch fill=\"red\"><title>x</title><path d=\"M0 0\"/><text/></switch>")),
        written("<g fill=\"red\"><path d=\"M0 0\"/></g>")
    );
    assert_eq!(shown_of("<switch><image requiredExtensions=\"x\"/></switch>"), written(LINE));
}

#[test]
fn a_drawing_without_a_view_box_has_that_of_its_sides() {
    let of_sides = |sides: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {sides}><path d=\"M0 0\"/></svg>")
    };
    for (sides, view_box, size) in [
        ("width=\"744.09448819\" height=\"1052.3622047\"", "744.0945 1052.3622", (745, 1053)),
        ("width=\"10px\" height=\" 20 \"", "10 20", (10, 20)),
        ("width=\"1in\" height=\"36pt\"", "96 48", (96, 48)),
        ("width=\"25.4mm\" height=\"2.54cm\"", "96 96", (96, 96)),
    ] {
        let drawing = of_sides(sides);
        let path = "<path d=\"M0 0\"/></svg>";
        let head = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
        assert_eq!(sound(&drawing), format!("{head} viewBox=\"0 0 {view_box}\">{path}"));
        let picture = read(drawing.into_bytes()).expect("a drawing");
        assert_eq!((picture.width, picture.height), size);
    }
    for sides in [
        "",
        "width=\"10\"",
        "width=\"100%\" height=\"100%\"",
        "width=\"10em\" height=\"10\"",
        "width=\"NaN\" height=\"10\"",
        "width=\"inf\" height=\"10\"",
        "width=\"10\" height=\"10\" viewBox=\"0 0 10\"",
    ] {
        assert!(matches!(drawn(&of_sides(sides)), Err(Fault::Unsized)), "{sides}");
    }
    let lines = "viewBox=\"0 0\n10,\t10\"";
    assert!(drawn(&of_sides(lines)).is_ok());
}

#[test]
fn what_is_used_again_is_written_again() {
    let used = of(
        "<defs><path id=\"a\" d=\"M0 0\"/><symbol id=\"s\" viewBox=\"0 0 2 2\"><use href=\"#a\"/>\
        </symbol></defs><use xlink:href=\"#a\" x=\"1\" y=\"2\" fill=\"red\" transform=\"scale(2)\"/>\
        <use href=\"#s\" width=\"4\"/>",
    );
    assert_eq!(
        sound(&used),
        written(
            "<g fill=\"red\" transform=\"scale(2) translate(1 2)\"><path d=\"M0 0\"/></g>\
             <g><svg viewBox=\"0 0 2 2\" width=\"4\"><g><path d=\"M0 0\"/></g></svg></g>"
        )
    );
    assert_eq!(refused(&of("<use href=\"#none\"/>")), "href=…");
    assert_eq!(refused(&of("<use href=\"other.svg#a\"/>")), "href=…");
    assert!(refused(&of("<g id=\"a\"><use href=\"#a\"/></g>")).contains("too"));
    let mut bomb = String::from("<g id=\"a0\"><path d=\"M0 0\"/></g>");
    for level in 1..30 {
        let uses = format!("<use href=\"#a{}\"/>", level - 1).repeat(10);
        bomb.push_str(&format!("<g id=\"a{level}\">{uses}</g>"));
    }
    assert!(refused(&of(&bomb)).contains("too often"));
}

#[test]
fn colours_and_clips_are_called_by_the_name_of_the_drawing() {
    let inner = "<defs><linearGradient id=\"do\"><stop offset=\"0\" style=\"stop-color:#fff\"/></linearGradient>\
        <linearGradient id=\"main\" x1=\"1\" xlink:href=\"#do\"/><radialGradient id=\"unused\"/>\
        <rect id=\"box\" width=\"5\" height=\"5\"/><clipPath id=\"call\"><use xlink:href=\"#box\" x=\"1\"/></clipPath>\
        </defs><g clip-path=\"url('#call')\"><path id=\"do2\" fill=\"url(#main) none\" d=\"M0 0\"/></g>";
    let text = sound(&of(inner));
    let (_, after) = text.split_once("url(#p").expect("a link");
    let (hash, _) = after.split_at(9);
    let name = format!("p{hash}");
    assert_eq!(
        text,
        written(&format!(
            "<g clip-path=\"url(#{name}0)\"><path fill=\"url(#{name}1) none\" d=\"M0 0\"/></g><defs>\
             <clipPath id=\"{name}0\"><rect width=\"5\" height=\"5\" transform=\"translate(1 0)\"/></clipPath>\
             <linearGradient id=\"{name}1\" x1=\"1\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs>"
        ))
    );
    let other = sound(&of(&inner.replace("#fff", "#eee")));
    assert!(!other.contains(&name), "another drawing has another name");
    for (inner, found) in [
        ("<path fill=\"url(#no)\" d=\"M0 0\"/>", "fill=\"url(#no)\""),
        ("<mask id=\"m\"><g mask=\"url(#m)\"/></mask><g mask=\"url(#m)\"/>", "mask=\"url(#m)\""),
        ("<g id=\"m\"/><g mask=\"url(#m)\"/>", "mask=\"url(#m)\""),
    ] {
        assert_eq!(refused(&of(inner)), found);
    }
    let circle = "<linearGradient id=\"a\" href=\"#a\"/><path fill=\"url(#a)\" d=\"M0 0\"/>";
    assert!(refused(&of(circle)).contains("too often"));
}

#[test]
fn what_is_seen_and_cannot_be_kept_is_reported() {
    for (inner, found) in [
        ("<text>Lan</text>", "<text>"),
        ("<image href=\"a.png\"/>", "<image>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<defs><script>x</script></defs>", "<script>"),
        ("<a href=\"#a\"><path d=\"M0 0\"/></a>", "<a>"),
        ("<path d=\"M0 0\"><animate/></path>", "<animate>"),
        ("<g filter=\"url(#f)\"/>", "filter=…"),
        ("<g onclick=\"x\"/>", "onclick=…"),
        ("<g ONLOAD=\"x\"/>", "ONLOAD=…"),
        ("<path d=\"M0 0\" mask=\"URL(http://127.0.0.1:9/y.svg#a)\"/>", "mask=…"),
        ("<path d=\"M0 0&quot;/>&lt;script>\"/>", "d=…"),
        ("<g xlink:href=\"https://loa.example/\"/>", "href=…"),
    ] {
        assert_eq!(refused(&of(inner)), found);
    }
    let entities = "<!DOCTYPE svg [<!ENTITY a \"b\">]>".to_owned() + &of("&a;");
    assert_eq!(refused(&entities), "<!ENTITY>");
    assert!(refused(&of(&("<g>".repeat(200) + &"</g>".repeat(200)))).contains("too deep"));
}

const ELEMENTS: [&str; 17] = [
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "defs",
    "lineargradient",
    "radialgradient",
    "stop",
    "pattern",
    "clippath",
    "mask",
    "marker",
];

/// What a browser makes of a drawing: listed elements, each closed, and nothing between them.
fn is_harmless(drawing: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("letters");
    for token in Tokenizer::new(drawing) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = string(&tag.name);
                assert!(ELEMENTS.contains(&&*name), "<{name}> in {drawing}");
                for (key, value) in &tag.attributes {
                    let (key, value) = (string(key), string(value));
                    let known = ["xmlns", "id"].contains(&&*key)
                        || value::kind(&key).is_some()
                        || key.contains("units")
                        || ["viewbox", "preserveaspectratio", "spreadmethod", "gradienttransform"]
                            .contains(&&*key)
                        || ["patterntransform", "pathlength", "refx", "refy", "markerwidth"]
                            .contains(&&*key)
                        || key == "markerheight";
                    assert!(known && !key.starts_with("on"), "{key} in {drawing}");
                    let own = value.strip_prefix("url(#p").is_some();
                    assert!(own || !value.to_lowercase().contains("url("), "{value} in {drawing}");
                    assert!(!value.contains(['<', '>', '&', '"', '\'', '\\', ';']), "{value}");
                    if key == "id" {
                        ids.push(value);
                    }
                }
                if !tag.self_closing {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(string(&tag.name)), "{drawing}"),
            Token::String(text) => assert!(string(&text).trim().is_empty(), "{drawing}"),
            other => panic!("{other:?} in {drawing}"),
        }
    }
    assert!(open.is_empty(), "{open:?} are open in {drawing}");
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(count, ids.len(), "{drawing}");
}

/// What others have done harm with.
const HOSTILE: [&str; 24] = [
    "<desc><g><![CDATA[></g></desc></svg><h2>x</h2><meta http-equiv=\"refresh\" content=\"0;url=//loa.example\">]]></g></desc>",
    "<title><![CDATA[</title><img src=x onerror=alert(1)>]]></title>",
    "<style><![CDATA[</style><script>alert(1)</script>]]></style>",
    "<metadata><![CDATA[<script>alert(1)</script>]]></metadata>",
    "<g>&lt;script&gt;alert(1)&lt;/script&gt;</g>",
    "<!-- --!><script>alert(1)</script> -->",
    "<?x ><script>alert(1)</script> ?>",
    "<g ONLOAD=\"alert(1)\" STYLE=\"fill:red\"/>",
    "<g id=\"do\" class=\"exit\"/>",
    "<path d=\"M0 0\" fill=\"URL(http://127.0.0.1/#a)\"/>",
    "<path d='M0 0\"><script>alert(1)</script>'/>",
    "<g style=\"fill:url(javascript:alert(1))\"/>",
    "<g style=\"fill:red;}</style><script>alert(1)</script>\"/>",
    "<style>.a{fill:&quot;&gt;&lt;script&gt;}</style><g class=\"a\"/>",
    "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>",
    "<h:body xmlns:h=\"http://www.w3.org/1999/xhtml\" onload=\"alert(1)\"/>",
    "<g xmlns:on=\"urn:x\" on:load=\"alert(1)\" data-x=\"&lt;/svg>\"/>",
    "<use href=\"data:image/svg+xml,x#a\"/>",
    "<use href=\"#b\"/><g id=\"b\"><use href=\"#b\"/></g>",
    "<linearGradient id=\"c\"><stop stop-color=\"red\"/></linearGradient><path d=\"M0 0\" stroke=\"url(#c)\"/>",
    "<pattern id=\"p\"><path d=\"M0 0\" fill=\"url(#p)\"/></pattern><rect fill=\"url(#p)\"/>",
    "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
    "<handler xmlns=\"http://www.w3.org/2001/xml-events\">alert(1)</handler>",
    "<plaintext/><svg><g/></svg><math/><p/>",
];

#[test]
fn nothing_hostile_reaches_a_page() {
    for inner in HOSTILE {
        if let Ok(drawing) = drawn(&of(&format!("{inner}{LINE}"))) {
            is_harmless(&drawing);
            assert!(!drawing.contains("alert") && !drawing.contains("loa.example"), "{drawing}");
        }
    }
    assert_eq!(shown_of(HOSTILE[0]), written(LINE), "what describes it is no part of it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_a_drawing_holds_a_page_is_shown_shapes(
        pieces in proptest::collection::vec((0..HOSTILE.len(), any::<bool>()), 1..5),
        changes in proptest::collection::vec((any::<u16>(), any::<u16>(), 0..8_usize, 0..4_u8), 0..4),
    ) {
        let inner: String = pieces
            .iter()
            .map(|(which, within)| {
                if *within { format!("<g fill=\"red\">{}</g>", HOSTILE[*which]) } else { HOSTILE[*which].to_owned() }
            })
            .collect();
        let mut text: Vec<char> = of(&inner).chars().collect();
        for (at, from, length, kind) in changes {
            let (at, from) = (usize::from(at) % text.len(), usize::from(from) % text.len());
            let piece: Vec<char> = text[from..(from + length).min(text.len())].to_vec();
            match kind {
                0 => drop(text.drain(at..(at + length).min(text.len()))),
                1 => drop(text.splice(at..at, piece)),
                2 => text[at] = ['<', '>', '"', '\'', '&', '/', ':', '\0'][length],
                _ => text[at] = text[at].to_ascii_uppercase(),
            }
            if text.is_empty() {
                break;
            }
        }
        let text: String = text.into_iter().collect();
        if let Ok(drawing) = drawn(&text) {
            is_harmless(&drawing);
            prop_assert_eq!(drawn(&drawing).expect("what was written can be read"), drawing);
        }
    }
}
