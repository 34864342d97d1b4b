//! What stands beside the text of a document: its words are reported, in letters that can be read.

use super::tests::{draft, font, lines, p, paragraph, r, rest_of, with};

/// A part with some paragraphs.
fn part(name: &str, inner: &str) -> String {
    format!(
        r#"<w:{name} xmlns:w="w" xmlns:r="r" xmlns:v="v" xmlns:a="a" xmlns:wp="wp">{inner}</w:{name}>"#
    )
}

fn note(id: u8, inner: &str) -> String {
    format!(r#"<w:footnote w:id="{id}">{inner}</w:footnote>"#)
}

fn cites(id: u8) -> String {
    format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#)
}

#[test]
fn words_in_old_fonts_are_read_wherever_they_stand() {
    let old = |text: &str| paragraph(&[font(".VnTime", text)]);
    let comments = part("comments", &format!("<w:comment>{}</w:comment>", old("Xem l¹i c©u nµy")));
    let header = part("hdr", &paragraph(&[font(".VnTimeH", "tr¹m y tÕ"), font(".VnTime", " x·")]));
    let footer = part("ftr", &paragraph(&[font("VNI-Times", "Nöôùc saïch"), r("", " – 2026")]));
    let notes = part("footnotes", &note(1, &old("Theo së y tÕ")));
    let gone = r#"<w:del><w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr><w:delText>b«i kem</w:delText></w:r></w:del>"#;
    let art = r#"<w:r><w:pict><v:shape><v:textpath style="font-family:&quot;.VnTime&quot;;font-size:1pt" string="§uèi n&#xAD;íc"/></v:shape></w:pict></w:r>"#;
    let shape = r#"<w:r><w:drawing><a:sp><a:p><a:r><a:rPr><a:latin typeface=".VnTime"/></a:rPr><a:t>giÕng</a:t></a:r></a:p></a:sp></w:drawing></w:r>"#;
    let boxed =
        format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", old("§Ëy n¾p"));
    let diagram = r#"<w:r><w:drawing><dgm:relIds xmlns:dgm="dgm" r:dm="r14"/></w:drawing></w:r>"#;
    let data = r#"<a:x xmlns:a="a"><a:p><a:r><a:rPr><a:latin typeface=".VnTime"/></a:rPr><a:t>rµo ao</a:t></a:r></a:p></a:x>"#;
    let all = paragraph(&[
        r("", "Người lớn"),
        cites(1),
        gone.to_owned(),
        art.to_owned(),
        shape.to_owned(),
        boxed,
        diagram.to_owned(),
    ]);
    let document = with(
        &all,
        &[
            ("word/comments.xml", comments.as_bytes()),
            ("word/header1.xml", header.as_bytes()),
            ("word/footer1.xml", footer.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/diagrams/data1.xml", data.as_bytes()),
        ],
    );
    let draft = draft(&document);
    let wanted = "Người lớn (Theo sở y tế)\n\nĐuối nước\n\ngiếng\n\nĐậy nắp\n\n- rào ao\n";
    assert_eq!(rest_of(&draft.text), wanted);
    let losses = lines(&draft);
    for line in [
        "comments left out: 1 (“Xem lại câu này”)",
        "headers and footers left out: 2 (“TRẠM Y TẾ xã”, “Nước sạch – 2026”)",
        "tracked deletions left out: 1 (“bôi kem”)",
    ] {
        assert!(losses.contains(line), "{line}\n---\n{losses}");
    }
}

#[test]
fn a_margin_in_unicode_stays_as_it_is() {
    let header = part("hdr", &paragraph(&[font(".VnTime", "Trông bé")]));
    let document = with(&p("", "Người lớn"), &[("word/header1.xml", header.as_bytes())]);
    let losses = lines(&draft(&document));
    assert!(losses.contains("headers and footers left out: 1 (“Trông bé”)"), "{losses}");
}

#[test]
fn what_is_drawn_or_taken_out_in_a_margin_or_a_comment_is_reported_with_it() {
    let header = part(
        "hdr",
        r#"<w:p><w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r><w:r><w:drawing><wp:docPr descr="Quốc huy"/><a:blip r:embed="r1"/></w:drawing></w:r></w:p>"#,
    );
    let rels = r#"<Relationships><Relationship Id="r1" Type="http://x/image" Target="media/logo.png"/></Relationships>"#;
    let comment = format!(
        "<w:comment>{}</w:comment>",
        paragraph(&[
            r("", "Sửa "),
            r("<w:strike/>", "cũ "),
            "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>".to_owned(),
        ])
    );
    let document = with(
        &p("", "a"),
        &[
            ("word/header1.xml", header.as_bytes()),
            ("word/_rels/header1.xml.rels", rels.as_bytes()),
            ("word/comments.xml", part("comments", &comment).as_bytes()),
        ],
    );
    assert!(document.pictures.is_empty());
    let losses = lines(&draft(&document));
    let margin = "headers and footers left out: 1 (“(hình: logo.png: Quốc huy); DỰ THẢO”)";
    assert!(losses.contains(margin), "{losses}");
    assert!(losses.contains("comments left out: 1 (“Sửa cũ bỏ”)"), "{losses}");
}

#[test]
fn each_part_counts_its_relations_from_one() {
    let linked = format!(r#"<w:p><w:hyperlink r:id="r1">{}</w:hyperlink></w:p>"#, r("", "Bộ Y tế"));
    let notes = part("footnotes", &note(1, &linked));
    let rels = r#"<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="https://moh.gov.vn" TargetMode="External"/></Relationships>"#;
    let document = with(
        &paragraph(&[r("", "Câu"), cites(1), r("", ".")]),
        &[
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/_rels/footnotes.xml.rels", rels.as_bytes()),
        ],
    );
    let text = draft(&document).text;
    assert_eq!(rest_of(&text), "Câu ([Bộ Y tế](https://moh.gov.vn)).\n");
}

#[test]
fn a_note_that_nothing_leads_to_is_reported() {
    let notes = part("footnotes", &[note(1, &p("", "còn")), note(2, &p("", "mất chỗ"))].concat());
    let taken = "<w:del><w:r><w:delText>cũ</w:delText></w:r><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:del>";
    let notes =
        notes.replace("</w:footnotes>", &format!("{}</w:footnotes>", note(3, &p("", "cũng bỏ"))));
    let document = with(
        &paragraph(&[r("", "Câu"), cites(1), taken.to_owned()]),
        &[("word/footnotes.xml", notes.as_bytes())],
    );
    let losses = lines(&draft(&document));
    assert!(
        losses.contains("footnotes that nothing leads to any more, left out: 1 (“mất chỗ”)"),
        "{losses}"
    );
    assert!(losses.contains("tracked deletions left out: 1 (“cũ (cũng bỏ)”)"), "{losses}");
}

#[test]
fn what_a_chart_is_drawn_of_is_reported() {
    let chart = r#"<w:r><w:drawing><wp:docPr descr="Số ca theo năm"/><c:chart xmlns:c="c" r:id="r15"/></w:drawing></w:r>"#;
    let data = r#"<c:x xmlns:c="c" xmlns:a="a"><c:title><a:p><a:r><a:t>Đuối nước</a:t></a:r></a:p></c:title><c:cat><c:pt><c:v>2024</c:v></c:pt></c:cat><c:val><c:pt><c:v>5</c:v></c:pt></c:val></c:x>"#;
    let document = with(
        &paragraph(&[r("", "Xem "), chart.to_owned()]),
        &[("word/charts/chart1.xml", data.as_bytes())],
    );
    let draft = draft(&document);
    assert_eq!(rest_of(&draft.text), "Xem [Cần viết] biểu đồ (Số ca theo năm)\n");
    let losses = lines(&draft);
    let line =
        "charts left out, their places say [To write]: 1 (“Số ca theo năm: Đuối nước; 2024; 5”)";
    assert!(losses.contains(line), "{losses}");
}
