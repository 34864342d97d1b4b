import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Holds files against PDF/A-2a and PDF/UA-1: one line for each, `ok` or the clauses that fail. */
class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        // Each file in a thread: veraPDF keeps what it is reading by thread.
        List.of(files).parallelStream().forEach(file -> {
            for (var flavour : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
                System.out.println(flavour + "\t" + judged(file, flavour) + "\t" + file);
            }
        });
    }

    private static String judged(String file, PDFAFlavour flavour) {
        var foundry = Foundries.defaultInstance();
        try (var bytes = Files.newInputStream(Path.of(file));
                var parser = foundry.createParser(bytes, flavour);
                var validator = foundry.createValidator(flavour, false)) {
            var result = validator.validate(parser);
            if (result.isCompliant() && result.getTotalAssertions() > 100) {
                return "ok";
            }
            return result.getTotalAssertions() + " checks, fails " + result.getFailedChecks().keySet().stream()
                    .map(rule -> rule.getClause() + "-" + rule.getTestNumber())
                    .collect(Collectors.joining(" "));
        } catch (Exception error) {
            return error.toString().replaceAll("\\s+", " ");
        }
    }
}
