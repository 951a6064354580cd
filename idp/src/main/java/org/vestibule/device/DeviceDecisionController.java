package org.vestibule.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.client.LmsClient;
import org.vestibule.consent.ScopeOrder;
import org.vestibule.session.IdpUser;
import org.vestibule.signin.ReturnRequests;
import org.vestibule.web.ExpiredPageException;

/** Whether the device may use the account: names the application and what it asks for, and warns. */
@Controller
class DeviceDecisionController {

    private final Devices devices;
    private final ReturnRequests requests;

    DeviceDecisionController(Devices devices, ReturnRequests requests) {
        this.devices = devices;
        this.requests = requests;
    }

    @GetMapping("/device/{id}")
    String page(
            @AuthenticationPrincipal IdpUser user,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        WaitingDevice device =
                devices.waiting(user.session(), id).orElseThrow(DeviceDecisionController::notWaitingAnyMore);
        LmsClient client =
                devices.application(user.session(), id).orElseThrow(DeviceDecisionController::notWaitingAnyMore);
        model.addAttribute("device", device.id());
        model.addAttribute("clientName", client.name());
        model.addAttribute("username", user.user().username());
        model.addAttribute("scopes", ScopeOrder.of(device.scopes()));
        // somebody else begins with the code: it belongs to the session in which it was entered
        model.addAttribute("signedRequest", requests.sign(DeviceController.PATH, false, null, null, request, response));
        return "device/confirm";
    }

    @PostMapping("/device/{id}")
    String answer(
            @AuthenticationPrincipal IdpUser user,
            @PathVariable String id,
            @RequestParam(name = "decision", required = false) @Nullable String decision) {
        boolean allowed = "allow".equals(decision);
        if (!devices.decide(user, id, allowed)) {
            throw notWaitingAnyMore();
        }
        return allowed ? "redirect:/device/allowed" : "redirect:/device/refused";
    }

    @GetMapping("/device/allowed")
    String allowed() {
        return "device/allowed";
    }

    @GetMapping("/device/refused")
    String refused() {
        return "device/refused";
    }

    private static ExpiredPageException notWaitingAnyMore() {
        return new ExpiredPageException("the device does not wait in this session");
    }
}
