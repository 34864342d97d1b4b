//! Files that are made to do harm: small ones that ask for much, and large ones.

use std::fmt::Write as _;

use super::{
    kinds::{CHECK, Kind, WORD},
    made::{
        chunk, drawing, font_with, jpeg, lesson, lying, noise, paragraph, png, relation, word,
        word_with, zeros,
    },
    packed,
};

/// A file, and what is said of it: the code, or nothing if it does no harm.
pub struct Bomb {
    pub what: &'static str,
    pub kind: Kind,
    pub code: &'static str,
    pub bytes: Box<dyn Fn() -> Vec<u8> + Sync>,
}

struct Bombs {
    all: Vec<Bomb>,
    kind: Kind,
    code: &'static str,
}

impl Bombs {
    /// Those that follow are files of that name, and are reported under that code.
    fn of(&mut self, name: &'static str, command: &'static [&'static str], code: &'static str) {
        self.kind = Kind { sound: "", name, command };
        self.code = code;
    }

    fn add(&mut self, what: &'static str, bytes: impl Fn() -> Vec<u8> + Sync + 'static) {
        let Self { kind, code, .. } = *self;
        self.all.push(Bomb { what, kind, code, bytes: Box::new(bytes) });
    }

    fn text(&mut self, what: &'static str, text: impl Fn() -> String + Sync + 'static) {
        self.add(what, move || text().into_bytes());
    }
}

/// The same with its number, so many times.
fn numbered(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}

pub fn all() -> Vec<Bomb> {
    let kind = Kind { sound: "", name: "", command: CHECK };
    let mut bombs = Bombs { all: Vec::new(), kind, code: "" };
    words(&mut bombs);
    texts(&mut bombs);
    tables(&mut bombs);
    places(&mut bombs);
    drawings(&mut bombs);
    pictures(&mut bombs);
    fonts(&mut bombs);
    workbooks(&mut bombs);
    bombs.all
}

fn words(bombs: &mut Bombs) {
    bombs.of("a.docx", WORD, "word-unreadable");
    bombs.add("one run of thirty megabytes", || word(&paragraph(&"chữ ".repeat(6_000_000))));
    bombs.add("many runs of some kilobytes", || {
        let run = format!("<w:r><w:t>{}</w:t></w:r>", "chữ nghĩa ".repeat(4000));
        word(&format!("<w:p>{}</w:p>", run.repeat(200)))
    });
    bombs.add("very many paragraphs", || word(&paragraph("Một câu.").repeat(240_000)));
    bombs.add("more elements than a tree has room for", || word(&"<w:p/>".repeat(1_500_000)));
    bombs.add("very many attributes", || {
        word(&format!("<w:p {}/>", numbered(90_000, |at| format!(" w:a{at}=\"\""))))
    });
    bombs.add("many attributes of many elements", || {
        let element = format!("<w:p {}/>", numbered(290, |at| format!(" w:a{at}=\"\"")));
        word(&element.repeat(12_000))
    });
    bombs.add("very many namespaces", || {
        let named = numbered(900, |at| format!(" xmlns:n{at}=\"u{at}\""));
        let within = numbered(90_000, |at| format!("<w:r xmlns:q=\"u{}\"/>", at % 7));
        word(&format!("<w:p{named}>{within}</w:p>"))
    });
    bombs.add("very many tables within each other", || {
        let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
        word(&[open.repeat(60_000), paragraph("a"), close.repeat(60_000)].concat())
    });
    bombs.add("very many cells that stand for more", || {
        let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"63\"/></w:tcPr><w:p/></w:tc>";
        let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(60));
        word(&table.repeat(2000))
    });
    bombs.add("fields within fields", || {
        let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                     <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        word(&format!("<w:p>{}<w:r><w:t>a</w:t></w:r></w:p>", field.repeat(60_000)))
    });
    bombs.add("a long note that is cited very often", || {
        let note = format!(
            "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"5\">{}</w:footnote></w:footnotes>",
            paragraph(&"dài ".repeat(100_000))
        );
        let cite = "<w:p><w:r><w:footnoteReference w:id=\"5\"/></w:r></w:p>".repeat(20_000);
        let body = format!("<w:document xmlns:w=\"w\"><w:body>{cite}</w:body></w:document>");
        let parts =
            [("word/footnotes.xml", note.into_bytes()), ("word/document.xml", body.into_bytes())];
        word_with(&parts, "")
    });
    bombs.add("a long address of very many links", || {
        let links = "<w:hyperlink r:id=\"rId97\"><w:r><w:t>a</w:t></w:r></w:hyperlink>";
        let body = format!(
            "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body><w:p>{}</w:p></w:body></w:document>",
            links.repeat(50_000)
        );
        let to = format!("https://a.example/{}", "a".repeat(800_000));
        let relation = format!(
            "<Relationship Id=\"rId97\" Type=\"x/hyperlink\" TargetMode=\"External\" Target=\"{to}\"/>"
        );
        word_with(&[("word/document.xml", body.into_bytes())], &relation)
    });
    bombs.add("hundreds of megabytes of nothing", || {
        word_with(&[("word/document.xml", vec![0; 300 << 20])], "")
    });
    bombs.add("a part that says it is small", || {
        let document = [&b"<a>"[..], &vec![b' '; 300 << 20], b"</a>"].concat();
        lying(word_with(&[("word/document.xml", document)], ""), "word/document.xml")
    });
    bombs.add("very many parts", || {
        let empty = |at| (format!("x/{at}"), Vec::new());
        packed(&(0..60_000).map(empty).collect::<Vec<_>>())
    });
    bombs.add("entities of entities", || {
        let dtd = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><a>&b;</a>";
        word_with(&[("word/document.xml", dtd.into())], "")
    });
    bombs.of("a.docx", WORD, "");
    bombs.add("a chain of styles", || {
        let style = |at: usize| {
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"s{at}\"><w:basedOn w:val=\"s{}\"/></w:style>",
                (at + 1) % 90_000
            )
        };
        let styles = format!("<w:styles xmlns:w=\"w\">{}</w:styles>", numbered(90_000, style));
        let of = "<w:p><w:pPr><w:pStyle w:val=\"s7\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
        let body = format!("<w:document xmlns:w=\"w\"><w:body>{of}</w:body></w:document>");
        let parts =
            [("word/styles.xml", styles.into_bytes()), ("word/document.xml", body.into_bytes())];
        word_with(&parts, "")
    });
    bombs.add("lists that have the levels of another one", || {
        let level = |at: usize| {
            let sign = "✓".repeat(199);
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"{sign}\"/></w:lvl>"
            )
        };
        let linked = |at: usize| {
            format!("<w:abstractNum w:abstractNumId=\"b{at}\"><w:numStyleLink w:val=\"z\"/></w:abstractNum>")
        };
        let numbering = format!(
            "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"a\"><w:styleLink w:val=\"z\"/>\
             {}</w:abstractNum>{}</w:numbering>",
            numbered(9, level),
            numbered(200_000, linked)
        );
        let related = relation(1, "numbering", "numbering.xml");
        word_with(&[("word/numbering.xml", numbering.into_bytes())], &related)
    });
    bombs.add("one large picture very often", || {
        let picture = png((7900, 6300), (7900, 6300), &[]);
        let names: Vec<String> = (0..40).map(|at| format!("word/media/p{at}.png")).collect();
        let shown = |at| {
            format!(
                "<w:p><w:r><w:drawing><a:blip xmlns:a=\"a\" r:embed=\"rId9{at}\"/></w:drawing></w:r></w:p>"
            )
        };
        let body = format!(
            "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{}{}</w:body></w:document>",
            paragraph("a"),
            numbered(40, shown)
        );
        let related = numbered(40, |at| relation(at, "image", &format!("media/p{at}.png")));
        let mut parts: Vec<(&str, Vec<u8>)> =
            names.iter().map(|name| (name.as_str(), picture.clone())).collect();
        parts.push(("word/document.xml", body.into_bytes()));
        word_with(&parts, &related)
    });
    bombs.add("pictures that unpack to gigabytes", || {
        let names: Vec<String> = (0..30).map(|at| format!("word/media/p{at}.bmp")).collect();
        let related = numbered(30, |at| relation(at, "image", &format!("media/p{at}.bmp")));
        let parts: Vec<(&str, Vec<u8>)> =
            names.iter().map(|name| (name.as_str(), vec![0; 60 << 20])).collect();
        word_with(&parts, &related)
    });
}

fn texts(bombs: &mut Bombs) {
    const MANY: usize = 500_000;
    let near = "content/packs/water/near/lesson.vi.md";
    bombs.of(near, CHECK, "nested-too-deep");
    bombs.add("quotations", || lesson(&(">".repeat(MANY) + " a")));
    bombs.add("lists", || lesson(&("- ".repeat(MANY / 2) + "a")));
    bombs.add("emphasis in a question", || {
        lesson(&format!(
            "```quiz\n? {}a{}\n- [x] b\n```",
            "*a **b ".repeat(900),
            "** c*".repeat(900)
        ))
    });
    bombs.add("rows of a table", || {
        lesson(&("|a|b|\n|-|-|\n".to_owned() + &"|a|b|\n".repeat(80_000)))
    });
    bombs.add("items to tick", || lesson(&"- [ ] a\n".repeat(60_000)));
    bombs.add("very many brackets that open", || lesson(&"[".repeat(MANY)));
    bombs.add("very many marks that mean nothing", || lesson(&"\\".repeat(MANY)));
    bombs.of(near, CHECK, "file-enormous");
    bombs.add("a text longer than a book", || lesson(&"a\n".repeat(6 * MANY / 5)));
    bombs.of(near, CHECK, "text-too-long");
    bombs.add("one word", || lesson(&"a".repeat(MANY)));
    bombs.add("addresses", || lesson(&"http://a.b ".repeat(60_000)));
    bombs.add("a fact very often", || lesson(&"[[ fact.ambulance ]] ".repeat(15_000)));
    bombs.of(near, CHECK, "field-unknown");
    bombs.text("very many fields at its head", || {
        let whole = String::from_utf8(lesson("")).expect("letters");
        whole.replacen("---\n", &format!("---\n{}", fields(50_000)), 1)
    });
    bombs.of("campaign.yaml", CHECK, "field-unknown");
    bombs.text("very many fields", || sound("campaign.yaml") + &fields(50_000));
    bombs.of("content/packs/water/pack.yaml", CHECK, "field-unknown");
    bombs.text("very many fields", || sound("content/packs/water/pack.yaml") + &fields(50_000));
    bombs.of("i18n/vi.yaml", CHECK, "phrase-unknown");
    bombs.text("very many phrases", || numbered(20_000, |at| format!("change_place{at}: a\n")));
    bombs.of(near, CHECK, "");
    bombs.add("brackets that nearly lead somewhere", || lesson(&"](b".repeat(MANY / 40)));
    bombs.of(near, CHECK, "link-form");
    bombs.add("brackets that nearly name something", || lesson(&"[a](".repeat(MANY / 60)));
    bombs.of(near, CHECK, "mark-left");
    bombs.add("brackets that open", || lesson(&"[".repeat(MANY / 11)));
    bombs.add("marks that mean nothing", || lesson(&"\\".repeat(MANY / 6)));
    bombs.of(near, CHECK, "number-typed");
    bombs.add("numbers on one line", || lesson(&"0912345678 ".repeat(MANY / 11)));
    bombs.of(near, CHECK, "yaml-malformed");
    bombs.text("a head of brackets", || format!("---\ntitle: {}\n---\n", "[".repeat(MANY)));

    bombs.of("content/facts.yaml", CHECK, "yaml-malformed");
    bombs.text("names of names of names", || {
        let name = |at: usize| char::from(b'a' + u8::try_from(at).expect("a letter"));
        let line = |at: usize| {
            let before = format!("*{},", name(at));
            format!("{0}: &{0} [{1}]\n", name(at + 1), before.repeat(9))
        };
        "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned() + &numbered(9, line)
    });
    bombs.text("one name very often", || format!("a: &a x\nb: [{}]\n", "*a,".repeat(600_000)));
    bombs.text("lists within lists", || "- ".repeat(900_000) + "a\n");
    bombs.text("brackets within brackets", || "a: ".to_owned() + &"{a: ".repeat(450_000));
    bombs.text("very many items", || "- a\n".repeat(480_000));
    bombs.of("content/facts.yaml", CHECK, "field-type");
    bombs.text("very many fields", || numbered(120_000, |at| format!("k{at}: v\n")));
    bombs.text("very many items on one line", || format!("[{}]", "a, ".repeat(240_000)));
    bombs.of("campaign.yaml", CHECK, "file-enormous");
    bombs.text("settings of a hundred megabytes", || {
        format!("title: a\n#{}", "#".repeat(100 << 20))
    });
}

/// Fields that nothing reads.
fn fields(count: usize) -> String {
    numbered(count, |at| format!("titel{at}: a\n"))
}

/// A text of the site on which all is tried.
fn sound(name: &str) -> String {
    let path = super::run::here(&format!("tests/sites/_minimal/{name}"));
    std::fs::read_to_string(path).expect(name)
}

fn tables(bombs: &mut Bombs) {
    const HEAD: &str =
        "place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to\n";
    let contacts = "content/places/contacts.csv";
    bombs.of(contacts, CHECK, "file-enormous");
    bombs.text("very many rows", || HEAD.to_owned() + &"a\n".repeat(3_000_000));
    bombs
        .text("a table of a hundred megabytes", || HEAD.to_owned() + &"a,b,c\n".repeat(18_000_000));
    bombs.of(contacts, CHECK, "quote-open");
    bombs.text("quotes that nothing closes", || HEAD.to_owned() + &"\"x\n".repeat(190_000));
    bombs.of(contacts, CHECK, "row-cells");
    bombs.text("one row of very many cells", || HEAD.to_owned() + &"a,".repeat(3_900_000));
    bombs.text("one cell that is very long", || format!("{HEAD}a,{}\n", "x".repeat(7_900_000)));
    bombs.of(contacts, CHECK, "column-unknown");
    bombs.text("very many columns", || numbered(900_000, |at| format!("a{at},")));
    bombs.of("content/places/units.csv", CHECK, "place-cycle");
    bombs.text("a very long circle", || {
        let row = |at: usize| {
            format!("p{at},2025-07-01,,{at:05},Xã {at},commune,p{},\n", (at + 1) % 20_000)
        };
        "id,valid_from,valid_to,code,name,kind,parent,successors\n".to_owned()
            + &numbered(20_000, row)
    });
}

fn places(bombs: &mut Bombs) {
    let units = "content/places/units.csv";
    bombs.of(units, CHECK, "");
    bombs.text("places that went into each other", || {
        let row = |at: usize| {
            format!("p{at},2024-07-01,2025-06-30,{at:05},Tên {at},xã,dong-nai,p{}\n", at + 1)
        };
        let last = "p20000,2025-07-01,,,Cuối,tỉnh,,\n";
        sound(units) + &numbered(20_000, row) + last
    });
    bombs.text("places that lie in each other", || {
        let row = |at: usize| format!("p{at},2025-07-01,,{at:05},Tên {at},huyện,p{},\n", at + 1);
        sound(units) + &numbered(20_000, row) + "p20000,2025-07-01,,,Cuối,tỉnh,,\n"
    });
    bombs.of(units, CHECK, "text-too-long");
    bombs.text("a name without end", || sound(units).replace("Lộc Ninh", &"L".repeat(1_000_000)));
    bombs.of("content/places/hazards.csv", CHECK, "file-enormous");
    bombs.text("more waters than there is land", || {
        let row = |at: usize| format!("h{at},loc-ninh,pond,Hồ {at},,,,yes,yes,,,,,,\n");
        sound("content/places/hazards.csv") + &numbered(20_000, row)
    });
    bombs.of("a.csv", &["import", "places", "a.csv"], "field-choice");
    bombs.text("very many rows that are wrong", || {
        let row = |at: usize| format!("nowhere{at},polic{at},A,0271,24/7,,,X,11/20/2026,,\n");
        let head = sound("content/places/contacts.csv");
        head.lines().next().expect("a head").to_owned() + "\n" + &numbered(40_000, row)
    });
}

fn drawings(bombs: &mut Bombs) {
    const LONG: usize = 11_000_000;
    let near = "content/packs/water/near/near.svg";
    bombs.of(near, CHECK, "picture-corrupt");
    bombs.add("very many attributes", || {
        drawing(&format!("<path {}/>", numbered(400_000, |at| format!(" a{at}=\"\""))))
    });
    bombs.add("groups within groups", || {
        drawing(&["<g>".repeat(LONG / 7), "</g>".repeat(LONG / 7)].concat())
    });
    bombs.add("very many shapes", || drawing(&"<path d=\"M0 0\"/>".repeat(600_000)));
    bombs.add("very many namespaces", || {
        drawing(&numbered(300_000, |at| format!("<g xmlns:a{at}=\"u{at}\"/>")))
    });
    bombs.add("parts that use each other", || {
        let part = |at: usize| {
            let next = at + 1;
            format!("<g id=\"a{at}\"><use href=\"#a{next}\"/><use href=\"#a{next}\"/></g>")
        };
        drawing(&(numbered(30, part) + "<path id=\"a30\" d=\"M0 0h1v1z\"/>"))
    });
    bombs.add("a part that uses itself", || drawing("<g id=\"a\"><use href=\"#a\"/></g>"));
    bombs.of(near, CHECK, "drawing-content");
    bombs.text("entities of entities", || {
        "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\
         <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"&b;\"/></svg>"
            .to_owned()
    });
    bombs.add("a sheet of very many rules", || {
        drawing(&format!("<style>{}</style>", ".a{fill:red}".repeat(LONG / 12)))
    });
    bombs.add("a photograph within", || {
        let data = "A".repeat(LONG);
        drawing(&format!("<image href=\"data:image/png;base64,{data}\"/>"))
    });
    bombs.of(near, CHECK, "picture-enormous");
    bombs.add("very many colours that run into others", || {
        let colour = |at: usize| {
            format!(
                "<linearGradient id=\"g{at}\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient>\
                 <path fill=\"url(#g{at})\" d=\"M0 0h1v1z\"/>"
            )
        };
        drawing(&numbered(60_000, colour))
    });
    bombs.add("a very long line", || {
        drawing(&format!("<path d=\"M0 0{}\"/>", "l1 1".repeat(LONG / 4)))
    });
    bombs.add("very many points", || {
        drawing(&format!("<polygon points=\"{}\"/>", "1,1 ".repeat(LONG / 4)))
    });
    bombs.add("very many turns", || {
        drawing(&format!("<path transform=\"{}\" d=\"M0 0h1v1z\"/>", "scale(1)".repeat(LONG / 8)))
    });
    bombs.add("a long line that is used again", || {
        let line = format!("<path id=\"a\" d=\"M0 0{}\"/>", "l1 1".repeat(200_000));
        drawing(&(line + &"<use href=\"#a\"/>".repeat(100)))
    });
}

fn pictures(bombs: &mut Bombs) {
    let png_name = "content/packs/water/near/near.png";
    bombs.of(png_name, CHECK, "picture-enormous");
    bombs.add("more pixels than there is paper", || png((60_000, 60_000), (10, 10), &[]));
    bombs.of(png_name, CHECK, "picture-corrupt");
    bombs.add("fewer pixels than it says", || png((7900, 6300), (10, 10), &[]));
    bombs.of(png_name, CHECK, "picture-people");
    bombs.add("as much as a camera writes", || noise(4000, 3000));
    bombs.add("as many pixels as may be", || png((7900, 6300), (7900, 6300), &[]));
    bombs.add("a profile of hundreds of megabytes", || {
        let profile = [&b"a\0\0"[..], &zeros(400 << 20)].concat();
        png((10, 10), (10, 10), &chunk(*b"iCCP", &profile))
    });
    bombs.add("notes of hundreds of megabytes", || {
        let note = [&b"a\0\0"[..], &zeros(200 << 20)].concat();
        png((10, 10), (10, 10), &chunk(*b"zTXt", &note).repeat(20))
    });
    let jpeg_name = "content/packs/water/near/near.jpg";
    bombs.of(jpeg_name, CHECK, "picture-corrupt");
    bombs.add("a header that states very many blocks", || {
        let component = [1, 0x44, 0].repeat(255);
        let head = [0xFF, 0xC2, 3, 5, 8, 0xFF, 0xFF, 0xFF, 0xFF, 255];
        [&[0xFF, 0xD8][..], &head, &component, &[0xFF, 0xD9]].concat()
    });
    bombs.add("tables of codes without end", || {
        // One code of one bit, in each of two tables.
        let table = |kind: u8| [&[kind, 1][..], &[0; 15], &[0]].concat();
        let tables = [table(0), table(16)].concat();
        let length = u16::try_from(2 + tables.len()).expect("a length").to_be_bytes();
        jpeg(&[&[0xFF, 0xC4][..], &length, &tables].concat().repeat(200_000))
    });
    bombs.of(jpeg_name, CHECK, "picture-people");
    bombs.add("very many notes", || jpeg(&[0xFF, 0xFE, 0, 2].repeat(2_500_000)));
    bombs.add("filling bytes", || jpeg(&vec![0xFF; 11_000_000]));
}

fn fonts(bombs: &mut Bombs) {
    bombs.of("themes/base/fonts/Mine.ttf", CHECK, "font-unreadable");
    bombs.text("no font", || "không phải phông chữ".to_owned());
    bombs.add("a collection of four thousand million fonts", || {
        [&b"ttcf\0\x01\0\0\xFF\xFF\xFF\xFF"[..], &[0, 0, 0, 12].repeat(1000)].concat()
    });
    bombs.add("a font of which no letter is found", || font_with(*b"cmap", 0xFF));
    bombs.add("a font whose letters are nowhere", || font_with(*b"loca", 0xFF));
    bombs.add("a font of letters of noughts", || font_with(*b"glyf", 0));
    bombs.of("themes/base/fonts/Mine.ttf", CHECK, "file-enormous");
    bombs.add("a font of a hundred megabytes", || vec![0; 100 << 20]);
    bombs.of("themes/base/assets/mine.css", CHECK, "file-enormous");
    bombs.text("a style of a hundred megabytes", || "a{}".repeat(35 << 20));
}

fn workbooks(bombs: &mut Bombs) {
    const BOOK: &[&str] = &["import", "places", "a.xlsx"];
    let with = |part: &'static str, text: String| -> Vec<u8> {
        let sound = "tests/sites/a-cell-that-holds-a-fault-is-reported.in/lien-lac.xlsx";
        let sound = std::fs::read(super::run::here(sound)).expect(sound);
        let mut all = super::members(&sound);
        all.retain(|(name, _)| name != part);
        all.push((part.to_owned(), text.into_bytes()));
        packed(&all)
    };
    bombs.of("a.xlsx", BOOK, "workbook-unreadable");
    bombs.add("very many attributes of a cell", move || {
        let cell = format!("<c {}/>", numbered(90_000, |at| format!(" a{at}=\"\"")));
        with(
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{cell}</sheetData></worksheet>"),
        )
    });
    bombs.add("a sheet that unpacks to hundreds of megabytes", move || {
        with("xl/worksheets/sheet1.xml", " ".repeat(200 << 20))
    });
    bombs.add("very many texts", move || {
        with("xl/sharedStrings.xml", format!("<sst>{}</sst>", "<si/>".repeat(4_000_000)))
    });
    bombs.add("very many parts", || {
        let empty = |at| (format!("x/{at}"), Vec::new());
        packed(&(0..60_000).map(empty).collect::<Vec<_>>())
    });
    bombs.of("a.csv", &["import", "places", "a.csv"], "workbook-unreadable");
    bombs.text("very many empty cells", || ";".repeat(3_000_000));
    bombs.text("a quote that nothing closes", || {
        let mut text = String::from("place;role\n");
        let _ = write!(text, "a;\"{}", "b\n".repeat(900_000));
        text
    });
}
