// Asks veraPDF about PDF files and prints one line of JSON for each: is it what it says it is, and if not, why.

import java.io.File;
import java.util.Map;
import java.util.StringJoiner;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class VeraRun {

    // Arguments: a flavour as veraPDF names it (ua1, 2b), then the files.
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = Profiles.getVeraProfileDirectory()
            .getValidationProfileByFlavour(PDFAFlavour.fromString(arguments[0]));
        boolean allRight = true;
        for (int at = 1; at < arguments.length; at++) {
            allRight &= judge(profile, arguments[at]);
        }
        System.exit(allRight ? 0 : 1);
    }

    private static boolean judge(ValidationProfile profile, String file) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
             PDFAValidator validator = Foundries.defaultInstance()
                 .createValidator(profile, 20, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            StringJoiner failures = new StringJoiner(",", "[", "]");
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                failures.add(told(profile, failed.getKey(), failed.getValue()));
            }
            System.out.println("{\"file\":" + quoted(file) + ",\"compliant\":" + result.isCompliant()
                + ",\"failed\":" + failures + "}");
            return result.isCompliant();
        }
    }

    private static String told(ValidationProfile profile, RuleId id, int count) {
        Rule rule = profile.getRuleByRuleId(id);
        return "{\"clause\":" + quoted(id.getClause()) + ",\"test\":" + id.getTestNumber()
            + ",\"count\":" + count + ",\"says\":" + quoted(rule == null ? "" : rule.getDescription()) + "}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\\x00-\\x1f]", " ") + "\"";
    }
}
