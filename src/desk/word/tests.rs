//! Documents built here, as programs write them, and what becomes of them.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    block::Document,
    lesson::{Draft, fill},
    read,
    refused::Refused,
    title,
};
use crate::{
    diag::{Report, Sources, Tongue},
    load,
    model::fold::nfc,
};

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="u2"><w:name w:val="Đầu đề 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Rieng"><w:name w:val="Riêng"/><w:basedOn w:val="u2"/></w:style>
<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục riêng"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Tieu"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Dau"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Dau2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cũ"/><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gach"><w:name w:val="Gạch"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gach2"><w:name w:val="Gạch 2"/><w:basedOn w:val="Gach"/></w:style>
<w:style w:type="character" w:styleId="Manh"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Vong"><w:name w:val="a"/><w:basedOn w:val="Vong"/></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="ü"/><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl></w:abstractNum>
<w:num w:numId="6"><w:abstractNumId w:val="5"/></w:num>
<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="✗"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="6"/></w:num>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val="✓"/></w:lvl></w:abstractNum>
<w:num w:numId="9"><w:abstractNumId w:val="8"/></w:num>
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="þ"/><w:lvlPicBulletId w:val="0"/></w:lvl></w:abstractNum>
<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"#;

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="r1" Type="http://x/styles" Target="styles.xml"/>
<Relationship Id="r2" Type="http://x/numbering" Target="numbering.xml"/>
<Relationship Id="r3" Type="http://x/footnotes" Target="footnotes.xml"/>
<Relationship Id="r4" Type="http://x/hyperlink" Target="https://www.who.int/a_b(c)" TargetMode="External"/>
<Relationship Id="r5" Type="http://x/image" Target="media/image1.png"/>
<Relationship Id="r6" Type="http://x/comments" Target="comments.xml"/>
<Relationship Id="r7" Type="http://x/header" Target="header1.xml"/>
<Relationship Id="r9" Type="http://x/theme" Target="theme/theme1.xml"/>
<Relationship Id="r10" Type="http://x/image" Target="media/image2.emf"/>
<Relationship Id="r8" Type="http://x/hyperlink" Target="file:///C:/a.doc" TargetMode="External"/>
</Relationships>"#;

/// An archive of some parts.
fn archive<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, holds) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(holds.as_ref()).expect("what it holds");
    }
    zip.finish().expect("an archive").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A Word file with this body, a footnote `1`, a comment and a header; and other parts.
pub fn docx_with(body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!(
        r#"<w:document xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:m="m" xmlns:mc="mc" xmlns:v="v" xmlns:wp="wp" xmlns:wps="wps"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let note = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Ghi chú dưới trang</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>"#;
    let parts = [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", note),
        (
            "word/comments.xml",
            r#"<w:comments xmlns:w="w"><w:comment w:id="0"><w:p><w:r><w:t>Xem lại câu này</w:t></w:r></w:p></w:comment></w:comments>"#,
        ),
        (
            "word/header1.xml",
            r#"<w:hdr xmlns:w="w"><w:p><w:r><w:t>Mật nội bộ</w:t></w:r></w:p></w:hdr>"#,
        ),
        ("word/_rels/document.xml.rels", RELATIONS),
        (
            "docProps/core.xml",
            r#"<c:p xmlns:c="c" xmlns:d="d"><d:title>Tên trong máy</d:title></c:p>"#,
        ),
    ];
    let parts = parts.iter().map(|(name, text)| (*name, text.as_bytes()));
    archive(&parts.chain(others.iter().copied()).collect::<Vec<_>>())
}

pub fn document(body: &str) -> Document {
    read::document(&docx(body), false).expect("a document")
}

fn outline() -> String {
    include_str!("../new/starter/outline.vi.md")
        .replace("{title}", "\"Bài\"")
        .replace("{audience}", "[carers]")
        .replace("{facts}", "[]")
        .replace("{numbers}", "```numbers\ncall_rescue: [Cần viết] Gọi khi nào\n```\n\n")
        .replace("{today}", "2026-11-23")
        .replace("{review_by}", "2027-05-23")
        .replace("{quiz}\n", "")
}

pub fn draft(document: &Document) -> Draft {
    fill(document, &outline(), "Bài", false)
}

/// A body as Markdown: what stands below the mark of the text that is to be sorted.
pub fn rest(body: &str) -> String {
    let text = draft(&document(body)).text;
    let (_, after) = text.split_once("xóa dòng này.\n\n").expect("text to be sorted");
    let (rest, _) = after.split_once("\n## ").expect("the next part");
    rest.to_owned()
}

pub fn told(body: &str) -> String {
    let told = draft(&document(body)).told;
    told.iter().flat_map(|line| [line.en.as_ref(), "\n"]).collect()
}

/// A paragraph of that style with one run.
pub fn p(style: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    )
}

/// An item of a list.
pub fn item(list: u8, level: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

pub fn r(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

#[test]
fn headings_are_known_by_level_by_name_and_by_what_their_style_is_based_on() {
    let all =
        [p("u1", "Một"), p("u2", "Hai"), p("Rieng", "Cũng hai"), p("Muc", "Ba"), p("x", "Chữ")];
    assert_eq!(rest(&all.concat()), "### Một\n\n#### Hai\n\n#### Cũng hai\n\n##### Ba\n\nChữ\n");
}

#[test]
fn lists_keep_their_levels_and_numbers() {
    let all = [
        item(1, 0, "a"),
        item(1, 1, "b"),
        item(2, 0, "một"),
        item(2, 1, "chữ a"),
        item(2, 0, "hai"),
        item(3, 0, "Phạm vi"),
        item(3, 0, "Đối tượng"),
    ];
    let wanted =
        "- a\n  - b\n\n1. một\n   1. chữ a\n2. hai\n\nĐiều 1. Phạm vi\n\nĐiều 2. Đối tượng\n";
    assert_eq!(rest(&all.concat()), wanted);
    assert!(
        told(&all.concat()).contains(
            "items with letters a), b) or Roman numbers, which have numbers 1., 2. now: 1"
        )
    );
    let heading = r#"<w:p><w:pPr><w:pStyle w:val="u1"/><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr><w:r><w:t>Mục đích</w:t></w:r></w:p>"#;
    assert_eq!(rest(&heading.repeat(2)), "### I. Mục đích\n\n### II. Mục đích\n");
}

#[test]
fn the_second_list_style_of_word_is_a_list_within_the_first() {
    let all = [p("Dau", "một"), p("Dau2", "con"), p("Dau2", "con nữa"), p("Dau", "hai")];
    assert_eq!(rest(&all.concat()), "- một\n  - con\n  - con nữa\n- hai\n");
}

#[test]
fn lists_typed_by_hand_are_lists() {
    let all = [p("", "- một"), p("", "+ con"), p("", "- hai"), p("", "1. nhất"), p("", "2. nhì")];
    assert_eq!(rest(&all.concat()), "- một\n  - con\n- hai\n\n1. nhất\n2. nhì\n");
}

#[test]
fn looks_links_and_breaks_are_kept() {
    let all = [
        "<w:p>".to_owned(),
        r("<w:b/>", "Chú"),
        r("<w:b w:val=\"true\"/>", "\u{A0}ý: "),
        r("<w:b w:val=\"0\"/>", "đứng "),
        r("<w:i/>", "yên"),
        r(r#"<w:rStyle w:val="Manh"/>"#, " nhé"),
        "<w:r><w:br/><w:t>dòng&#x200B;</w:t><w:tab/><w:t>hai</w:t><w:softHyphen/></w:r>".to_owned(),
        format!(r#"<w:hyperlink r:id="r4">{}</w:hyperlink>"#, r("", "ở đây")),
        "</w:p>".to_owned(),
    ];
    let wanted = "**Chú ý:** đứng *yên* **nhé**\\\ndòng\u{200B} hai[ở đây](https://www.who.int/a_b%28c%29)\n";
    assert_eq!(rest(&all.concat()), wanted);
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@b.vn" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>thư</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>"#;
    assert_eq!(rest(field), "[thư](mailto:a@b.vn).\n");
    let dead = format!(r#"<w:p><w:hyperlink r:id="r8">{}</w:hyperlink></w:p>"#, r("", "tệp"));
    assert_eq!(rest(&dead), "tệp (file:///C:/a.doc)\n");
    assert!(told(&dead).contains("“file:///C:/a.doc”"));
}

#[test]
fn what_markdown_or_a_theme_would_take_for_its_own_is_text() {
    let all = [
        p("", "[[ place.name ]] {{ x }} {% y %} &lt;b&gt; *a* `c` &amp;amp; | #"),
        p("u2", "Đề {#do}"),
    ];
    let text = draft(&document(&all.concat())).text;
    let (report, plain) = shown(&text);
    assert_eq!(report, "");
    assert!(plain.contains("[[ place.name ]] {{ x }} {% y %} <b> *a* `c` &amp; | #"), "{plain}");
    assert!(plain.contains("Đề {#do}"), "{plain}");
}

/// What the loader says of a text, and the words that it shows.
fn shown(text: &str) -> (String, String) {
    let mut report = Report::new();
    let file = Sources::default().add("lesson.vi.md", text);
    let read = load::translation(&mut report, file, text, "content/packs/a/b").expect("a lesson");
    let mut plain = String::new();
    read.each_text(&mut |line| plain.push_str(&format!("{}\n", crate::model::block::plain(line))));
    // A draft is an original: what a translation has not and must have is no matter here.
    let codes: Vec<_> = report
        .diagnostics()
        .iter()
        .map(|found| found.code)
        .filter(|code| !["number-typed", "field-unknown", "field-missing"].contains(code))
        .collect();
    (codes.join(" "), plain)
}

#[test]
fn tables_are_tables() {
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let wide =
        format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>"#, p("", "Cả hai"));
    let rows = [
        [cell(&p("", "Nên")), cell(&p("", "Đừng"))].concat(),
        [cell(&[p("", "Bế con."), p("", "Nhìn con")].concat()), cell(&item(1, 0, "a | b"))]
            .concat(),
        wide,
        [cell(&p("", "")), cell("<w:p/>")].concat(),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    let table = format!("<w:tbl><w:tblPr/>{rows}</w:tbl>");
    let wanted = "| Nên | Đừng |\n|---|---|\n| Bế con. Nhìn con | – a \\| b |\n| Cả hai | |\n";
    assert_eq!(rest(&table), wanted);
    let told = told(&table);
    assert!(told.contains("merged cells, those beside them are empty: 1"), "{told}");
    let frame = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&p("", "Trong khung")));
    assert_eq!(rest(&frame), "Trong khung\n");
}

#[test]
fn a_heading_that_names_a_part_opens_it() {
    let all = [
        p("u1", "Cần làm"),
        p("", "Đứng sát con."),
        p("u1", "2. Khi xảy ra"),
        p("", "Kêu to."),
        p("u1", "Gọi ai?"),
        p("", "Gọi người lớn."),
        p("u1", "Nguồn"),
        p("", "Sách."),
    ];
    let Draft { text, told, .. } = draft(&document(&all.concat()));
    assert!(text.contains("\n## Cần làm {#do}\n\nĐứng sát con.\n\n## Nên và đừng"), "{text}");
    assert!(text.contains("## 2. Khi xảy ra {#happens}\n\n> [!CAUTION]\n> [Cần viết] Việc phải làm ngay, một hai câu.\n\nKêu to.\n\n```numbers\n"), "{text}");
    assert!(text.contains("## Gọi ai? {#call}\n\nGọi người lớn.\n\n```contacts"), "{text}");
    assert!(text.contains("xóa dòng này.\n\n### Nguồn\n\nSách.\n\n## Cần làm"), "{text}");
    assert!(text.contains("\nleaflet: none\n"), "{text}");
    let left = told.last().expect("what is to be written");
    assert_eq!(left.vi, "còn phải viết: action, summary, messages, why, dont, happens");
}

#[test]
fn what_cannot_stand_in_a_lesson_is_told() {
    let picture = r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="Giếng có nắp"/><a:graphic><a:blip r:embed="r5"/></a:graphic></wp:inline></w:drawing></w:r>"#;
    let boxed = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
        p("", "Chữ trong khung"),
        p("", "Chữ trong khung")
    );
    let all = [
        r#"<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Mở đầu</w:t><w:tab/><w:t>1</w:t></w:r></w:p>"#.to_owned(),
        format!("<w:p>{picture}{boxed}{}</w:p>", r("", " sau hình")),
        r#"<w:p><w:r><w:t>Câu</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>.</w:t></w:r></w:p>"#.to_owned(),
        r#"<w:p><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bỏ đi</w:delText></w:r></w:del></w:p>"#.to_owned(),
        r#"<w:p><m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath></w:p>"#.to_owned(),
        format!("<w:p>{}{}</w:p>", r("<w:vanish/>", "giấu"), r("", "hiện")),
        r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F0FF"/></w:r></w:p>"#.to_owned(),
    ]
    .concat();
    let wanted = "[Cần viết] hình (image1.png: Giếng có nắp) sau hình\n\nChữ trong khung\n\nCâu (Ghi chú dưới trang).\n\nthêm\n\na=1\n\nhiện\n\n✓□\n";
    assert_eq!(rest(&all), wanted);
    let told = told(&all);
    for line in [
        "pictures left out, their places say [To write]: 1 (“image1.png: Giếng có nắp”)",
        "footnotes, put in round brackets where they are cited: 1",
        "text boxes, their words follow the paragraph that holds them: 1",
        "tracked insertions, taken: 1",
        "tracked deletions left out: 1 (“bỏ đi”)",
        "comments left out: 1 (“Xem lại câu này”)",
        "headers and footers left out: 1 (“Mật nội bộ”)",
        "equations, written on a line, so read them over: 1",
        "stretches of hidden text left out: 1 (“giấu”)",
        "signs without a letter, written as □, so look at them: 1",
        "lines of a table of contents, left out since pages make their own: 1 (“Mở đầu 1”)",
    ] {
        assert!(told.contains(line), "{line}\n---\n{told}");
    }
}

#[test]
fn the_title_is_that_of_its_style_or_the_first_heading_or_the_properties() {
    let title = |body: &str| title::title(&document(body)).map(|title| title.text);
    let all = [p("u1", "Vì sao?"), p("u1", "Đề mục"), p("Tieu", "Tên  bài")];
    assert_eq!(title(&all.concat()).as_deref(), Some("Tên bài"));
    assert_eq!(title(&all[..2].concat()).as_deref(), Some("Đề mục"));
    assert_eq!(title(&all[..1].concat()).as_deref(), Some("Tên trong máy"));
    let taken = fill(&document(&all.concat()), &outline(), "Tên bài", false).text;
    assert!(!taken.contains("### Tên bài"), "{taken}");
    let other = fill(&document(&all.concat()), &outline(), "Tên khác", false).text;
    assert!(other.contains("### Tên bài"), "{other}");
    let long = p("Tieu", &"rất dài ".repeat(12));
    let cut = super::lesson::fitted(&title(&long).expect("a title"));
    let Draft { text, told, .. } = fill(&document(&long), &outline(), &cut, false);
    assert!(text.contains(&format!("**{}**", "rất dài ".repeat(12).trim())), "{text}");
    assert!(told[0].en.contains("was cut"), "{told:?}");
}

#[test]
fn letters_in_parts_are_whole() {
    let all = "<w:p><w:r><w:t>Lo</w:t></w:r><w:r><w:t>\u{323}\u{302}c</w:t></w:r></w:p>";
    assert_eq!(rest(all), "Lộc\n");
}

#[test]
fn numbers_that_belong_elsewhere_are_told() {
    let told = told(&p("", "Gọi 111 theo Điều 5."));
    assert!(told.contains("2 numbers are typed into the text (111, Điều 5)"), "{told}");
}

#[test]
fn other_files_are_refused_with_what_they_are() {
    let refused = |bytes: &[u8]| read::document(bytes, false).expect_err("no document");
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    for (bytes, wanted) in [
        (Vec::new(), Refused::Broken),
        (b"%PDF-1.7".to_vec(), Refused::Pdf),
        (b"{\\rtf1 a}".to_vec(), Refused::Rtf),
        (b"<html>".to_vec(), Refused::Plain),
        (ole.to_vec(), Refused::Old),
        ([ole.as_slice(), &locked].concat(), Refused::Locked),
        (archive(&[("mimetype", "application/vnd.oasis.opendocument.text")]), Refused::Odt),
        (archive(&[("xl/workbook.xml", "<a/>")]), Refused::Other),
        (archive(&[("word/document.xml", "<a")]), Refused::Broken),
        (archive(&[("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")]), Refused::Broken),
        (docx(""), Refused::Empty),
        (docx(&["<w:sdt>".repeat(300), "</w:sdt>".repeat(300)].concat()), Refused::TooMuch),
    ] {
        assert_eq!(refused(&bytes), wanted);
    }
    let bomb = format!("<a>{}</a>", " ".repeat(50 << 20));
    assert_eq!(refused(&archive(&[("word/document.xml", &bomb)])), Refused::TooMuch);
}

#[test]
fn a_file_that_ends_early_is_refused() {
    let whole = docx(&p("", "chữ"));
    for end in 0..whole.len() {
        assert!(read::document(&whole[..end], false).is_err(), "{end}");
    }
}

/// How often each word stands in a text.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let text = nfc(&text.replace('\\', ""));
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// Letters that could mean something to Markdown, XML, YAML, a theme, a list by hand.
const TEXT: &str = r"(- |\+ |1\. |a\) |• |# |> )?([a-zàếđ0-9]{1,4}[ \.,:;!\?\*_`\[\]\(\)\{\}#|<>&~\\%=+$^/'\x22–-]{0,3}){1,6}";

/// Stands before the words of a text box.
const BOXED: char = '\u{1}';
/// Stands before words that are left out and told.
const TOLD: char = '\u{2}';

/// Words in a font of before Unicode.
const OLD: [(&str, &str, &str); 3] = [
    (".VnTime", "®uèi n\u{AD}íc ", "đuối nước "),
    (".VnTimeH", "c\u{AD}", "CƯ"),
    ("VNI-Times", "nöôùc saïch", "nước sạch"),
];

/// Fields whose words are in no run.
const FIELDS: [(&str, &str, &str); 3] = [
    (
        r#"<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Một"/><w:listEntry w:val="thôn hai"/></w:ddList></w:ffData>"#,
        "FORMDROPDOWN",
        "thôn hai",
    ),
    ("", r"EQ \f(1;2)", "½"),
    ("", "MACROBUTTON NoMacro gõ đây", "\u{A0}Cần viết chỗ chưa điền gõ đây\u{A0}"),
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A run with any looks, perhaps in a link or a tracked insertion, perhaps with a note.
fn any_run() -> impl Strategy<Value = (String, String)> {
    (TEXT, 0..16_u8, 0..3_usize).prop_map(|(text, kind, which)| {
        let xml = escaped(&text);
        let note = "Ghi chú dưới trang";
        match kind {
            0 => (r("<w:b/>", &xml), text),
            1 => (r("<w:i/>", &xml), text),
            2 => (r("<w:b/><w:i/>", &xml), text),
            3 => (format!(r#"<w:hyperlink r:id="r4">{}</w:hyperlink>"#, r("", &xml)), text),
            4 => (format!("<w:ins>{}</w:ins>", r("", &xml)), text),
            5 => {
                let xml = format!(r#"{}<w:r><w:footnoteReference w:id="1"/></w:r>"#, r("", &xml));
                (xml, format!("{text} {note} "))
            }
            6 => (format!("<w:r><w:t>{xml}</w:t><w:br/></w:r>"), format!("{text}\n")),
            7 => {
                let inner = p("", &xml);
                let xml =
                    format!("<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>");
                (xml, format!("{BOXED}{text}"))
            }
            8 | 9 => {
                // Those beside each other are told as one.
                let (xml, text) = (format!("{xml}."), format!("{text}."));
                let looks = if kind == 8 { "<w:strike/>" } else { "<w:vanish/>" };
                let blank =
                    text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
                let shown = if blank { " " } else { "" };
                (r(looks, &xml), format!("{shown}{TOLD}{text}"))
            }
            10 => {
                let (font, old, new) = OLD[which];
                let looks = format!(r#"<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>"#);
                // Of itself no run of its neighbour.
                (format!("{}{}", r(&looks, old), r("", ".")), format!("{new}."))
            }
            11 => (r(r#"<w:vertAlign w:val="superscript"/>"#, "26"), "²⁶".to_owned()),
            12 => {
                let (data, code, shown) = FIELDS[which];
                let begin = format!(r#"<w:fldChar w:fldCharType="begin">{data}</w:fldChar>"#);
                let end = r#"<w:fldChar w:fldCharType="end"/>"#;
                let xml = format!(
                    "<w:r>{begin}</w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r>{end}</w:r>"
                );
                (xml, shown.to_owned())
            }
            13 => (r(r#"<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>"#, "£ a"), "≤ α".to_owned()),
            _ => (r("", &xml), text),
        }
    })
}

fn any_paragraph() -> impl Strategy<Value = (String, String)> {
    let styles = prop::sample::select(vec!["u1", "u2", "Muc", "Tieu", "", "", ""]);
    let list = prop::option::weighted(0.3, (1..9_u8, 0..3_u8));
    (styles, list, prop::collection::vec(any_run(), 1..5)).prop_map(|(style, list, runs)| {
        let (xml, text): (Vec<String>, Vec<String>) = runs.into_iter().unzip();
        let number = list.map(|(list, level)| {
            format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#)
        });
        let number = number.unwrap_or_default();
        let xml = xml.concat();
        let apart = text.iter().map(|text| text.split_once(TOLD).unwrap_or((text, "")));
        let (text, gone): (Vec<String>, Vec<String>) =
            apart.map(|(text, gone)| (text.to_owned(), gone.to_owned())).unzip();
        let gone = gone.join(" ");
        // Runs beside each other make one word; text boxes follow the paragraph.
        let (boxed, own): (Vec<String>, Vec<String>) =
            text.into_iter().partition(|text| text.starts_with(BOXED));
        let text = [own.concat(), boxed.concat()].concat().replace(BOXED, " ");
        let xml = format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>{xml}</w:p>"#);
        (xml, format!("{text}\n{TOLD}{gone}\n"))
    })
}

fn any_block() -> impl Strategy<Value = (String, String)> {
    let cells = prop::collection::vec(any_paragraph(), 1..7);
    let table = (cells, 1..4_usize).prop_map(|(cells, columns)| {
        let text: String = cells.iter().map(|(_, text)| text.as_str()).collect();
        let cells: Vec<String> =
            cells.iter().map(|(xml, _)| format!("<w:tc>{xml}</w:tc>")).collect();
        let rows = cells.chunks(columns).map(|row| format!("<w:tr>{}</w:tr>", row.concat()));
        (format!("<w:tbl>{}</w:tbl>", rows.collect::<Vec<_>>().concat()), text)
    });
    prop_oneof![4 => any_paragraph(), 1 => table]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_word_of_a_document_is_lost_and_the_draft_loads(blocks in prop::collection::vec(any_block(), 1..12)) {
        let (xml, text): (Vec<String>, Vec<String>) = blocks.into_iter().unzip();
        let read = read::document(&docx(&xml.concat()), false);
        let read = match read {
            Ok(read) => read,
            Err(refused) => {
                prop_assert_eq!(refused, Refused::Empty);
                return Ok(());
            }
        };
        let Draft { text: written, left, .. } = draft(&read);
        let (told, plain) = shown(&written);
        prop_assert_eq!(told, "", "{}", written);
        let all = text.concat();
        let (gone, text): (Vec<&str>, Vec<&str>) =
            all.split('\n').partition(|line| line.starts_with(TOLD));
        let left: String = left.iter().map(|line| line.whole(Tongue::Vi)).collect();
        let left = words(&left);
        for (word, times) in words(&gone.concat()) {
            let there = left.get(&word).copied().unwrap_or_default();
            prop_assert!(there >= times, "`{word}` is not told: {left:?}");
        }
        // Where a link leads is shown too.
        let plain = plain.replace("https://www.who.int/a_b%28c%29", "");
        let (wanted, got, seen) = (words(&text.join("\n")), words(&written), words(&plain));
        for (word, times) in wanted {
            let shown = seen.get(&word).copied().unwrap_or_default();
            // The number before an item is not among the words that are shown.
            let typed = got.get(&word).copied().unwrap_or_default();
            let is_number = word.chars().all(|c| c.is_ascii_digit());
            let there = if is_number { shown + typed } else { shown };
            prop_assert!(there >= times, "`{word}` is lost:\n{written}\n---\n{plain}");
        }
    }

    #[test]
    fn a_document_that_is_cut_or_changed_anywhere_is_read_or_refused(
        blocks in prop::collection::vec(any_block(), 1..4),
        cuts in prop::collection::vec((0..1000_usize, 0..40_usize, "[<>/\"=a-z:&;]{0,6}"), 1..4),
    ) {
        let mut xml: String = blocks.into_iter().map(|(xml, _)| xml).collect();
        for (at, long, new) in cuts {
            let mut at = xml.len() * at / 1000;
            while !xml.is_char_boundary(at) {
                at -= 1;
            }
            let mut end = (at + long).min(xml.len());
            while !xml.is_char_boundary(end) {
                end += 1;
            }
            xml.replace_range(at..end, &new);
        }
        if let Ok(read) = read::document(&docx(&xml), false) {
            let written = draft(&read).text;
            prop_assert_eq!(shown(&written).0, "", "{}", written);
        }
    }

    #[test]
    fn an_archive_that_is_changed_anywhere_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = docx(&p("u1", "chữ"));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read::document(&bytes, false);
    }
}
